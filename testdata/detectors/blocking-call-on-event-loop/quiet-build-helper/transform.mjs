import fs from "fs"

export async function transform(file) {
  fs.writeFileSync(file + ".out", fs.readFileSync(file))
}

// Run by the build with a name it computes.
export async function clean(file) {
  fs.unlinkSync(file + ".out")
}

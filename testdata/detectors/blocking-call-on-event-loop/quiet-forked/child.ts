import * as fs from "fs"

export class Child {
  load(name: string) {
    return fs.readFileSync(name, "utf8")
  }
}

const child = new Child()
process.on("message", (name: string) => {
  child.load(name)
})

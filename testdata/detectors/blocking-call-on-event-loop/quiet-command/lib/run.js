const fs = require("fs")

exports.run = async (files) => {
  for (const step of await plan(files)) await step.apply()
}

const plan = async (files) => files.map((file) => new Step(file))

class Step {
  constructor(file) {
    this.file = file
  }

  async apply() {
    fs.writeFileSync(this.file, fs.readFileSync(this.file, "utf8").trim())
  }
}

// A plug-in of the command loads this by name.
exports.reporter = async (results) => fs.writeFileSync("report.txt", results.join("\n"))

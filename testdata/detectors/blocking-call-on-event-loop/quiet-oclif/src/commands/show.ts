import { Command } from "@oclif/core"
import * as fs from "fs"

export default class Show extends Command {
  async run() {
    this.log(fs.readFileSync("state.json", "utf8"))
  }
}

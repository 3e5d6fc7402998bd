import * as fs from "fs"

export class Sender {
  send(batch: string) {
    this.keep(batch)
  }

  keepBeforeExit(batch: string) {
    this.keep(batch, true)
  }

  private keep(batch: string, dying?: boolean) {
    if (dying) {
      fs.writeFileSync("./batch.json", batch)
    } else {
      fs.writeFile("./batch.json", batch, () => {})
    }
  }
}

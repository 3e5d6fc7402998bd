import { Sender } from "./sender"

const sender = new Sender()
let buffer: string[] = []

function flush(dying?: boolean) {
  const batch = buffer.join("\n")
  buffer = []
  if (dying) {
    sender.keepBeforeExit(batch)
    return
  }
  sender.send(batch)
}

setInterval(() => flush(), 1000)
process.on("uncaughtException", () => flush(true))

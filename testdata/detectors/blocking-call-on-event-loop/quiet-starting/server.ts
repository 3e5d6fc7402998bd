import * as fs from "fs"
import express from "express"

export async function create() {
  const app = await build()
  return app.listen(3000)
}

async function build() {
  const page = loadPage()
  const app = express()
  app.get("/", (req, res) => res.send(page))
  return app
}

function loadPage() {
  return fs.readFileSync("./index.html", "utf8")
}

process.nextTick(() => {
  fs.readFileSync("./motd")
})

const crypto = require("crypto")
const express = require("express")
const marked = require("marked")
const fs = require("fs")

const app = express()
let page

async function bootstrap() {
  page = marked.parse(fs.readFileSync("index.md", "utf8"))
}

app.get("/", (req, res) => res.send(page))

app.listen(3000, () => {
  app.locals.keys = crypto.generateKeyPairSync("rsa", { modulusLength: 4096 })
  bootstrap()
})

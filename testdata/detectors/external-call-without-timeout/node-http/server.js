const express = require("express")
const https = require("https")

const app = express()

function download(done) {
  https.get("https://files.example/list.json", (answer) => { // want `https\.get waits for an answer without a timeout while serving GET /files`
    let text = ""
    answer.on("data", (part) => { text += part })
    answer.on("end", () => done(text))
  })
}

app.get("/files", (req, res) => {
  download((text) => res.send(text))
})

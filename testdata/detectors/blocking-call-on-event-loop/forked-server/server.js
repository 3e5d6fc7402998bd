const fs = require("fs")
const app = require("express")()

app.get("/page", (req, res) => res.send(fs.readFileSync("./page.html"))) // want `fs\.readFileSync waits for the file system .* GET /page`
app.listen(3000)

const fs = require("fs")
const async = require("async")

module.exports = (app) => {
  app.post("/import", (req, res) => {
    const work = req.body.path
    async.series(
      [
        (step) => convert(work, step),
        (step) => {
          fs.unlinkSync(work) // want `fs\.unlinkSync waits for the file system .* POST /import`
          step()
        },
      ],
      (err) => res.send(err ? "failed" : "done"),
    )
  })
}

function convert(file, done) {
  fs.rename(file, file + ".txt", done)
}

const fs = require("fs")

// The process that forked this one sends work and waits for nothing else here.
process.on("message", (job) => {
  fs.writeFileSync(job.file, JSON.stringify(job.rows))
  process.send({ done: job.id })
})

import { Worker } from "bullmq"
import { gzipSync } from "zlib"

// A function, not the path of a file: jobs run in this process.
new Worker("exports", async (job) => {
  return gzipSync(JSON.stringify(job.data)).toString("base64") // want `zlib\.gzipSync compresses`
})

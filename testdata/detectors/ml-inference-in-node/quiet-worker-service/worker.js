const { Worker } = require("bullmq");
const { fork } = require("node:child_process");

const tagger = fork("./tagger.js");
new Worker("tags", async (job) => {
  tagger.send(job.data.text);
});

const { Worker } = require("bullmq");
const { fork } = require("node:child_process");

const totals = fork("./totals.js");
new Worker("totals", async (job) => {
  totals.send(job.data.csv);
});

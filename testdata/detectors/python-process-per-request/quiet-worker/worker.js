const { Worker } = require("bullmq");
const { execa } = require("execa");

new Worker("renders", async (job) => {
  await execa("python3", ["render.py", job.data.scene]);
});

const { Worker } = require("bullmq");
const sharp = require("sharp");

new Worker("pictures", async (job) => {
  await sharp(`in/${job.data.id}.png`).resize(200).toFile(`out/${job.data.id}.png`);
});

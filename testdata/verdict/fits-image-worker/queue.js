const { Queue } = require("bullmq");

exports.queue = new Queue("pictures");

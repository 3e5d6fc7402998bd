import express from "express";
import { Worker } from "node:worker_threads";

const app = express();
app.post("/keys", (req, res) => {
  const worker = new Worker("./derive.js");
  worker.once("message", (key) => res.send(key));
  worker.postMessage("secret");
});
app.listen(3000);

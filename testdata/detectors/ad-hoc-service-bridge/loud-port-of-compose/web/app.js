import express from "express";
import got from "got";

const base = "http://0.0.0.0:9000";
const app = express();
app.get("/stats", async (req, res) => {
  res.json(await got(`${base}/stats`, { timeout: { request: 500 } }).json()); // want `web \(Node\.js\) asks stats \(Python\) at 0\.0\.0\.0:9000`
});
app.listen(3000);

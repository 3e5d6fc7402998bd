const express = require("express");
const { spawn } = require("child_process");

const app = express();
app.get("/thumbs/:name", (req, res) => {
  spawn("ffmpeg", ["-i", "clips/python3", "-frames:v", "1", "-f", "mjpeg", "-"]).stdout.pipe(res);
});
app.listen(3000);

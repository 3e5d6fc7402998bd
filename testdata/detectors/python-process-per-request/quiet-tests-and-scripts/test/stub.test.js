const express = require("express");
const { spawn } = require("child_process");

const app = express();
app.get("/", (req, res) => spawn("python3", ["echo.py"]).stdout.pipe(res));

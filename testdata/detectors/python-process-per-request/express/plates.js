const { spawn } = require("node:child_process");
const path = require("node:path");

const script = path.join(__dirname, "ocr.py");

exports.readPlate = (photo, done) => {
  const child = spawn("python3", [script, photo]); // want `ocr\.py .* POST /plates` want-trace: POST /plates -> calls readPlate -> starts
  let out = "";
  child.stdout.on("data", (chunk) => (out += chunk));
  child.on("close", (code) => done(code ? new Error("exit " + code) : null, out));
};

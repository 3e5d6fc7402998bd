const { execFile } = require("node:child_process");

const python = process.env.PYTHON || "python3";

exports.runPython = (script, args) =>
  new Promise((resolve, reject) => {
    execFile(python, [script, ...args], (err, out) => (err ? reject(err) : resolve(JSON.parse(out)))); // want `trend\.py .* GET /trend`
  });

const { spawn } = require("child_process");

let child;

exports.engine = () => {
  if (child && child.exitCode === null) return child;
  child = spawn("python3", ["engine.py"]);
  return child;
};

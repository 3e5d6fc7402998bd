const path = require("node:path");
const { spawnSync } = require("node:child_process");

exports.compare = (file) => spawnSync("python3", [path.join(__dirname, "compare.py"), file], { stdio: "inherit" });

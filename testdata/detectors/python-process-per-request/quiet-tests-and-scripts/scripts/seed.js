const { execFileSync } = require("child_process");

execFileSync("python3", ["seed.py"]);

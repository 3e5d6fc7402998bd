#!/usr/bin/env node
const fs = require("node:fs");
const { program } = require("commander");

program.argument("<file>").action((file) => {
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").trimEnd() + "\n");
});
program.parse();

#!/usr/bin/env node
const { program } = require("commander");
const { execa } = require("execa");

program.command("plot <file>").action(async (file) => {
  await execa("python3", ["plot.py", file], { stdio: "inherit" });
});
program.parse();

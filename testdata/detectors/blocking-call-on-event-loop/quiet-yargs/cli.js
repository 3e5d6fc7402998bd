#!/usr/bin/env node
const fs = require("fs")
const yargs = require("yargs")

yargs
  .command("show <file>", "shows a file", {}, async (argv) => {
    console.log(fs.readFileSync(argv.file, "utf8"))
  })
  .parse()

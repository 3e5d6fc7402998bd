#!/usr/bin/env node
const fs = require("fs")
const { program } = require("commander")

program.argument("<file>").action(async (file) => {
  const rows = JSON.parse(fs.readFileSync(file, "utf8"))
  console.log(rows.filter((row, i) => rows.indexOf(row) === i).length)
})

program.parse()

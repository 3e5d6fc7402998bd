#!/usr/bin/env node
const { program } = require("commander")
const bcrypt = require("bcryptjs")
const xlsx = require("xlsx")

program.command("hash <password>").action(async (password) => {
  console.log(bcrypt.hashSync(password, 12))
})

program.command("sheets <file>").action((file) => {
  console.log(xlsx.readFile(file).SheetNames)
})

program.parseAsync(process.argv)

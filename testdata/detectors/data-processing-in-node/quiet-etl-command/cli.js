#!/usr/bin/env node
const { program } = require("commander");
const dfd = require("danfojs-node");

program.argument("<file>").action(async (file) => {
  const sales = await dfd.readCSV(file);
  sales.groupby(["region"]).col(["amount"]).sum().print();
});
program.parse();

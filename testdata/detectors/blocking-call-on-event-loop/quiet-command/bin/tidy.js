#!/usr/bin/env node
const { run } = require("../lib/run")

run(process.argv.slice(2))

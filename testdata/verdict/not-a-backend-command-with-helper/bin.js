#!/usr/bin/env node
const { compare } = require("./lib/compare");

compare(process.argv[2]);

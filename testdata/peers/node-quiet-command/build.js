#!/usr/bin/env node
import { execSync } from "node:child_process";

function main() {
  console.log(execSync("git describe", { encoding: "utf8" }));
}

main();

// Parses the files named on standard input with oxc-parser and prints, as JSON,
// their size in bytes and the milliseconds it took: to parse, and to parse and
// hand the tree to JavaScript. The directory with node_modules is the argument.
"use strict";
const fs = require("fs");
const path = require("path");
const { parseSync } = require(path.join(process.argv[2], "node_modules", "oxc-parser"));

const files = fs.readFileSync(0, "utf8").split("\n").filter(Boolean);
const sources = files.map((f) => [path.basename(f), fs.readFileSync(f, "utf8")]);
const bytes = sources.reduce((n, [, s]) => n + Buffer.byteLength(s), 0);
const run = (use) => {
  const begin = process.hrtime.bigint();
  let sink = 0;
  for (const [name, source] of sources) {
    try {
      sink += use(parseSync(name, source));
    } catch {
      sink++;
    }
  }
  return { ms: Number(process.hrtime.bigint() - begin) / 1e6, sink };
};
run((r) => (r ? 1 : 0));
const parse = run((r) => (r ? 1 : 0));
const tree = run((r) => r.program.body.length);
process.stdout.write(JSON.stringify({ bytes, parse: parse.ms, tree: tree.ms }) + "\n");

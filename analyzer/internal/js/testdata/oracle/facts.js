// Prints, for each file named on standard input, one line of JSON with what the
// TypeScript compiler's parser finds in it: {file, bad, facts}. The directory
// with node_modules is the argument.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const ts = require(path.join(process.argv[2], "node_modules", "typescript"));
const K = ts.SyntaxKind;

function kindOf(file) {
  if (/\.[mc]?ts$/.test(file)) return ts.ScriptKind.TS;
  if (file.endsWith(".tsx")) return ts.ScriptKind.TSX;
  return ts.ScriptKind.JS;
}

function factsOf(file, text) {
  const sf = ts.createSourceFile(
    file,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
    kindOf(file),
  );
  const facts = [];
  const line = (pos) => sf.getLineAndCharacterOfPosition(pos).line + 1;
  const start = (n) => line(ts.skipTrivia(text, n.pos));
  const nameOf = (n) =>
    n && (n.kind === K.Identifier || n.kind === K.PrivateIdentifier || n.kind === K.StringLiteral) ? n.text : "";
  const at = (n) => (nameOf(n.name) ? start(n.name) : line(n.end));
  const has = (n, k) => n.modifiers !== undefined && n.modifiers.some((m) => m.kind === k);
  const fn = (n, name) =>
    facts.push(
      `function ${name} ${at(n)}${has(n, K.AsyncKeyword) ? " async" : ""}${n.asteriskToken ? " generator" : ""}`,
    );
  const module = (n, source) => facts.push(`import ${source.text} ${start(n)}`);
  const signatures = new Set();
  const stack = [sf];
  const push = (n) => {
    stack.push(n);
  };
  while (stack.length > 0) {
    const n = stack.pop();
    switch (n.kind) {
      case K.ImportDeclaration:
        module(n, n.moduleSpecifier);
        break;
      case K.ExportDeclaration:
        if (n.moduleSpecifier) module(n, n.moduleSpecifier);
        break;
      case K.ImportEqualsDeclaration:
        if (n.moduleReference.kind === K.ExternalModuleReference) module(n, n.moduleReference.expression);
        break;
      case K.InterfaceDeclaration:
      case K.TypeLiteral:
        for (const m of n.members) signatures.add(m); // "get x(): T" there is no function
        break;
      case K.FunctionDeclaration:
      case K.FunctionExpression:
      case K.ArrowFunction:
      case K.MethodDeclaration:
      case K.Constructor:
      case K.GetAccessor:
      case K.SetAccessor:
        if (!signatures.has(n)) fn(n, nameOf(n.name));
        break;
      case K.ClassDeclaration:
      case K.ClassExpression:
        facts.push(`class ${nameOf(n.name)} ${at(n)}`);
        break;
      case K.CallExpression:
        if (
          n.expression.kind === K.ImportKeyword ||
          (n.expression.kind === K.MetaProperty && n.expression.keywordToken === K.ImportKeyword)
        ) {
          facts.push(`import() ${start(n)}`);
        } else {
          facts.push(`call ${start(n)} ${line(n.end)}`);
          const a = n.arguments[0];
          if (n.expression.kind === K.Identifier && n.expression.text === "require" && a && a.kind === K.StringLiteral) {
            facts.push(`require ${a.text} ${start(n)}`);
          }
        }
        break;
      case K.NewExpression:
        facts.push(`new ${start(n)} ${line(n.end)}`);
        break;
    }
    ts.forEachChild(n, push);
  }
  return { file, bad: sf.parseDiagnostics.length > 0, facts };
}

readline.createInterface({ input: process.stdin }).on("line", (file) => {
  const text = fs.readFileSync(file, "utf8");
  process.stdout.write(JSON.stringify(factsOf(file, text)) + "\n");
});

// The one rule of eslint-plugin-n that is about blocking.
import { createRequire } from "node:module";
import path from "node:path";

const load = createRequire(path.join(process.env.PEERS, "package.json"));
const plugins = { n: load("eslint-plugin-n") };
const rules = { "n/no-sync": ["error", { allowAtRootLevel: true }] };

export default [
  { files: ["**/*.js", "**/*.cjs"], plugins, rules },
  {
    files: ["**/*.ts"],
    languageOptions: { parser: load("@typescript-eslint/parser"), parserOptions: { projectService: true } },
    plugins,
    rules,
  },
];

import { readFileSync as read } from "node:fs";

export function render(name) {
  return read(`pages/${name}.html`, "utf8"); // wanted
}

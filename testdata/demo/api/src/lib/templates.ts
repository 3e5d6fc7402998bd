import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

export function template(name: string): string {
  return readFileSync(`templates/${name}.html`, "utf8");
}

export async function terms(): Promise<string> {
  return readFile("templates/terms.html", "utf8");
}

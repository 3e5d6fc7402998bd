import { readFileSync } from "node:fs";

export interface Config {
  port: number;
  database: string;
}

export function loadConfig(): Config {
  return JSON.parse(readFileSync("config.json", "utf8"));
}

import { readFileSync } from "fs"

export async function GET({ url }) {
  return new Response(readFileSync("page" + url.pathname, "utf8")) // want `fs\.readFileSync waits for the file system`
}

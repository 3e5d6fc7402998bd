import fs from "node:fs"

export const prerender = true

export function GET() {
  return new Response(fs.readFileSync("words.json"))
}

import { readFileSync } from "fs"
import { NextResponse } from "next/server"

export async function GET() {
  return NextResponse.json({ text: readFileSync("page.md", "utf8") }) // want `fs\.readFileSync waits for the file system`
}

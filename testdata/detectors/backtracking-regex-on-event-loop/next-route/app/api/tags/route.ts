import { NextResponse } from "next/server"

export async function POST(request: Request) {
  const { tags } = await request.json()
  return NextResponse.json({ ok: /^(\w+\s?)*$/.test(tags) }) // want `exponential time on what a client may send`
}

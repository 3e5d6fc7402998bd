"use client"
import { useState } from "react"
export default function Page({ items }: Props) {
  const [n, set] = useState<number>(0)
  async function save() { "use server"; await db.write(n) }
  return <ul className="list" onClick={() => set(n + 1)} {...rest}>
    text {items.map(i => <Item key={i.id} save={save} />)}
    {n > 0 && <b>{n}</b>}
  </ul>
}

import { expect, it } from "vitest"

it("returns every row once", async () => {
  const rows = await (await fetch("http://localhost:3000/rows")).json()
  expect(rows.filter((row, i) => rows.indexOf(row) !== i)).toEqual([])
})

import fs, { readFile as rf, type Stats } from "node:fs"
import * as path from "node:path"
import type { Only } from "./types"
import { type A, type B } from "./more-types"
import "./effects"
import legacy = require("legacy")
import Inner = path.posix.Deep
export { a, b as c } from "./other"
export * from "./all"
export * as ns from "./ns"
export const limit = 10, { x, y: [z] } = fs
export function run(): void {}
async function lazy(name: string) {
  const m = await import("./lazy")
  const { deep } = await import(name)
  return m.default(deep)
}
class Local {}
const helper = () => path.join("a", "b")
export { lazy as later, Local, helper }
export default async () => rf(limit)
let o: Only
type T = import("./typed").Box<A>

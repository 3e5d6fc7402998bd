import { isMainThread } from "worker_threads"
function f(x: any, y: any) {
  if (!x) return none()
  if (x instanceof Date) x.getTime()
  else if (y instanceof ns.Other && y.ok()) y.go()
  else x.last()
  if (!(y instanceof Map)) { throw new Error("no") }
  y.get(1)
  const t = x ? one(x) : y ? two() : three()
  const plain = x ? 1 : 2
  x && run(x)
  x || y || stop()
  x ?? (y && z())
  return x instanceof Set && x.size()
}
if (isMainThread) main(); else worker()
if (a() && !b) c()
else { d(); }
function g(k: string) {
  switch (k) {
    case "a": return a()
    default: b()
  }
  if (k) { b() } else { return }
  after()
}
function nothing(a: number) { if (a) { a } return a }
let cache: Config
function memo(this: Holder) {
  this.own ??= load()
  cache = cache || first()
  return cache ||= parse()
}

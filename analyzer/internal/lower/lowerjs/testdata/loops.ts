async function f(items: string[], n: number) {
  for (let i = 0; i < 16; i++) a(i)
  for (let i = 10; i >= 0; i--) a(i)
  for (let i = items.length; i >= 0; i--) a(i)
  for (let i = 0; i < n; i++) for (const x of items) { await b(x) }
  for (const x of [1, 2]) c(x)
  for await (const x of stream()) d(x)
  for (const k in items) e(k)
  while (true) { if (done()) break }
  for (;;) { switch (n) { case 1: break } }
  do { n-- } while (n > 0)
  for (const x of items) { if (x) return x }
  outer: for (const x of items) for (const y of x) continue outer
}

before()
var v = 1
{
  let v = 2
  function inner() { return v }
  use(v, inner)
}
function before() { return hoisted; var hoisted = 1 }
const self = function again(n) { return n ? again(n - 1) : v }
for (let i = 0; i < 3; i++) { use(i) }
use(i)
try { risky() } catch ({ code }) { use(code) } finally { done() }
switch (v) { case 1: let s = one(); break; default: use(s) }
implicit = () => {}
const C = class Named { m() { return Named } }
counter++
v += f()
v ||= g()

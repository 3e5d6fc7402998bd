a.b?.c().d(x, ...gen())
  .then(r => r.json())
  .catch(function onError() {})
new Foo
new ns.Bar(1)
sql`select ${id} from ${table}`
;(function () { setup() })()
;(async () => { await boot() })()
obj["key"](), arr[0](), arr[i]()
void floating()
delete o.p
const s = "a" + "b" + name + `c`, n = 2 ** 14, u = x - y, re = /^(a+)+$/u, t = `plain`, neg = -1
const q = typeof process === "undefined" ? null : process.env.PORT || 3000
function* g() { const got = yield 1; yield* g2(); return got }
async function* ag() { yield* other() }
fire`tag`
try { inTry() } catch (e) { handler(e) }
const value = (one(), two())
const list = [1, f(), ...spread()]
fn(this, undefined, true, null, 10n)
class K extends Base { constructor() { super(1); super.init() } }
import.meta.url
x = y = () => {}
lambda = cond && (() => {})
Foo.prototype.bar = function () { return this.baz }
if ((m = next())) use(m)

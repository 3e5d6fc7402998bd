const { a, b: { c = make() }, ...rest } = source()
const [d, , [e] = list, ...tail] = source2
let { "f-g": h, [key]: k, ["const"]: l } = obj;
({ a: this.x, b: y.z } = obj)
;[m.n, o] = pair
function params({ p, q = () => 1 }, [r] = [], ...[s]) { return p(q, r, s) }
for (const [k2, v2] of Object.entries(obj)) use(k2, v2)
const fn = ({ t }) => t.call()

interface Repo<T> extends Base { find(id: string): Promise<T>; items: T[]; readonly on: (cb: Handler) => void; new (): Repo<T>; [k: string]: any }
type Opts = { client: Client; name: string; close(): Done }
type Alias = Repo<User> | null
type Both = A & B
enum Color { Red = "red", Blue = make(), Green }
namespace N.M { export const a = 1; export function f() { return a } const hidden = 2; export namespace In { export class C {} } }
interface Merged {}
const Merged = { z: 1 }
const x: typeof Merged = y as unknown as Opts
const c = z as const, d = <Foo>w, e = v satisfies Bar, nn = p!.q!(), inst = make<Client>()
const tuple: [A, string, B] = null!
let fn: (a: Repo<string>, b: number) => Promise<void>
function generic<T extends Opts>(this: Window, a: T, { prisma }: { prisma: PrismaClient }, ...r: T[]): a is T {}
declare module "other" { export const q: number }
declare global { interface Window {} }
function throws(e: unknown) { try { e } catch (err: unknown) { throw err } }
export = Repo

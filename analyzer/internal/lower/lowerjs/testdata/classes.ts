@Controller("users")
export class UserController<T> extends Base<T> implements Api, Other {
  private readonly cache = new Map<string, User>()
  static count = create()
  plain = 1
  handler = async () => this.service.find()
  #secret = () => this
  declare typed: Repo
  static { register(this) }
  constructor(private readonly service: UserService, @Inject(TOKEN) public db: Db, plain?: number) { super() }
  @Get(":id") @Use(guard) async find(@Param("id") id: string): Promise<User> { return this.service.find(id) }
  find(): void
  get size(): number { return this.#secret() }
  set size(v) {}
  static of() { return new this() }
  *[Symbol.iterator]() { yield 1 }
  [computed()]() {}
  "quoted name"() {}
}
abstract class Shape { abstract area(): number; opt?(): void }
const Mixed = mixin(class extends Base {})
const o = { m() { return this }, get g() { return 1 }, set g(v) {}, arrow: () => this, async *gen() {}, short, ...more, ["k"]: 1, [dyn()]: 2 }
function over(a: string): void
function over(a: any) { return a }
declare function ambient(x: Foo): Bar
declare class Decl { method(): Foo; method(a: string): Bar }

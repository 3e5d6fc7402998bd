import importlib
from typing import cast


def f(a, b=make(), *rest, c: int = 1, **kw):
    g(a, *rest, key=b, **kw)
    x = a.b.c(1).d("s")
    y = cast("Path", g(x))
    h = lambda q: q.read()
    table = {"go": h, "n": -1_000, **kw, a: lambda: g(2)}
    table["go"](x)
    return g(y) if a else b(h(y))


async def co(s):
    await s.get(f"{s.url}/x{s.id:>{width()}}")
    async with s.lock() as lock, s.other():
        pass
    async for row in s.rows():
        await row.save()
    with open(s.path) as fh, fh.sub() as (p, q):
        return await fh.read()


def gen(xs):
    got = yield xs
    yield from walk(xs)
    while True:
        yield
        if got in names or got in ("a", "b"):
            break


plugin = importlib.import_module(".m", __package__)
other = __import__("json")
named = __import__(plugin)
print(path / "x" + 1, -plugin, not other, plugin[1:2], plugin["k"])

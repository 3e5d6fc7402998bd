from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from a import B


def narrow(x, y, self):
    if isinstance(x, B) and x.go() and not isinstance(y, (B, int)):
        x.run()
        x = 1
        x.stop()
    elif y.ready():
        y.run()
    else:
        y.rest()
    if not isinstance(y, B):
        return early()
    y.go()
    assert isinstance(self.z, B)
    self.z.go()
    self.z = other
    self.z.go()


def guards(a, b):
    a.one() and b.two() or b.three()
    v = a.yes() if b else a.no()
    try:
        risky()
    except (KeyError, OSError) as e:
        e.log()
        raise
    except:
        return 1
    else:
        fine()
    finally:
        done()
    if a:
        pass
    else:
        return v
    rest()
    for i in range(3):
        if i:
            continue
        for k, (v, *w) in a.items():
            use(i, k, v, w)
            break
    while n < 5:
        tick()
    else:
        tock()
    if __name__ == "__main__":
        main()


def matching(cmd):
    match cmd.parse():
        case Point(x=px, y=0) as p:
            p.draw(px)
        case [first, *others] if first.ok():
            use(first, others)
        case {"k": v, **rest}:
            use(v, rest)
        case "a" | None:
            pass
    match cmd:
        case str():
            cmd.upper()


squares = [i.calc() for i in load() if i.ok() for j in i.parts if j in seen]
lookup = {k: v.name for k, v in squares}
lazy = (await_me async for await_me in stream())
same = [x for x in (1, 2, 3)]

import abc
import enum
import functools
from abc import ABC, abstractmethod
from enum import Enum
from typing import Protocol, overload
from tornado import gen
import asyncio


@register("shape", key=lambda s: s.area)
class Shape(Base, ABC, Generic[T], metaclass=Meta):
    """Doc."""

    name: str
    size: "Size" = make()
    cache: dict[str, "list[Shape]"] = {}
    a, b = 1, load()

    def __init__(self, path: "pathlib.Path", *, n: int | None = None):
        self.path = path
        self.items: list[Shape] = []
        super().__init__(path)
        self.count = self.n = n

    @property
    def area(self) -> float:
        return self._area

    @area.setter
    def area(self, v): self._area = v

    @functools.cached_property
    def big(self): return big()

    @staticmethod
    def make(): return Shape("x")

    @classmethod
    async def load(cls, raw): return cls(raw)

    @abstractmethod
    def draw(self): pass

    def todo(self):
        raise NotImplementedError("later")

    def doc(self):
        """Only that."""

    class Inner(Enum):
        A = 1

    alias = draw
    for i in range(2):
        setting = i


class P(Protocol):
    def close(self) -> None: ...


class C(metaclass=abc.ABCMeta):
    pass


class E(enum.IntEnum):
    X = enum.auto()


@overload
def over(a: int) -> int: ...


@asyncio.coroutine
def old(x):
    yield from fetch(x)


@gen.coroutine
def older(x):
    v = yield fetch(x)
    raise gen.Return(v)


def endpoint(db: Annotated[Session, Depends(get_db)], cb: Callable[[int], "str"], m: Literal["a"], o: Optional["List[Foo]"] = None):
    pass

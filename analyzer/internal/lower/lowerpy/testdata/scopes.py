import os
from .models import User as U, Group
import xml.etree.ElementTree
import numpy.linalg as la

total = 0
limit = 10
_client = None
if fallback():
    import ujson as json
else:
    import json


def connect():
    return _client, late


def start():
    global _client, late
    _client = make(os.environ)
    late = 1


def counter():
    n = 0

    def step():
        nonlocal n
        n += limit
        return n

    return step


class Shop:
    limit = 5
    double = limit * 2
    open = open

    def sell(self, n):
        return limit, double, self.limit, open("x")


def local_shadows():
    total = [total for total in range(3)]
    print(total, input())
    input = 1


def walrus(rows):
    if any((hit := r) for r in rows):
        return hit


type Pair[T] = tuple[T, T]


def first[T: Shop](xs: list[T]) -> T:
    return xs[0]

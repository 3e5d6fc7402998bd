import sqlite3
from typing import Union

from fastapi import FastAPI

app = FastAPI()


class Store:
    def items(self):
        return sqlite3.connect("items.db").execute("select * from items").fetchall()


class AsyncStore:
    async def items(self):
        return []


def store() -> Union[Store, AsyncStore]:
    return AsyncStore()


@app.get("/items")
async def items():
    db = store()
    if not isinstance(db, AsyncStore):
        return []
    return await db.items()


@app.get("/all")
async def everything():
    return await store().items()  # what is awaited is the asynchronous one

import sqlite3
from typing import Union

from fastapi import Depends, FastAPI

app = FastAPI()


class Store:
    def __init__(self):
        self.conn = sqlite3.connect("items.db")

    def items(self):
        return self.conn.execute("select * from items").fetchall()  # want `sqlite3\.Connection\.execute waits for a database .* GET /items`


class AsyncStore:
    async def items(self):
        return []


def store() -> Union[Store, AsyncStore]:
    return AsyncStore()


@app.get("/items")
async def items(db: Union[Store, AsyncStore] = Depends(store)):
    if isinstance(db, AsyncStore):
        return await db.items()
    else:
        return db.items()

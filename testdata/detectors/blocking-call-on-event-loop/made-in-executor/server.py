import asyncio
import sqlite3
from functools import partial

from fastapi import FastAPI

app = FastAPI()


class Archive:
    async def open(self):
        loop = asyncio.get_running_loop()
        self.db = await loop.run_in_executor(None, partial(sqlite3.connect, "archive.db"))

    async def count(self):
        return self.db.execute("select count(*) from pages").fetchone()  # want `sqlite3\.Connection\.execute waits for a database`


archive = Archive()


@app.get("/count")
async def count():
    return await archive.count()

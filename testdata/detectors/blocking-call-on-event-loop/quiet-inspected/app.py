import asyncio
import inspect
import sqlite3

from fastapi import FastAPI

app = FastAPI()


def status():
    return sqlite3.connect("app.db").execute("select 1").fetchone()


async def in_thread(func):
    if inspect.iscoroutinefunction(func):
        raise ValueError(func)
    return await asyncio.get_event_loop().run_in_executor(None, func)


@app.get("/health")
async def health():
    return await asyncio.gather(in_thread(status))

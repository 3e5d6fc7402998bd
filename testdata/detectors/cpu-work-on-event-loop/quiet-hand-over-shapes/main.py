import asyncio
from functools import partial

import bcrypt
from fastapi import FastAPI

app = FastAPI()


class Keeper:
    def known(self, given, stored):
        return bcrypt.checkpw(given, stored)


keeper = Keeper()


@app.post("/lambda")
async def by_lambda(password: bytes):
    return await asyncio.to_thread(lambda: bcrypt.hashpw(password, bcrypt.gensalt()))


@app.post("/partial")
async def by_partial(password: bytes):
    work = partial(bcrypt.checkpw, password, b"stored")
    return await asyncio.get_running_loop().run_in_executor(None, work)


@app.post("/nested")
async def by_nested(password: bytes):
    def work():
        return bcrypt.checkpw(password, b"stored")

    return await asyncio.to_thread(work)


@app.post("/bound")
async def by_bound_method(password: bytes):
    return await asyncio.to_thread(keeper.known, password, b"stored")

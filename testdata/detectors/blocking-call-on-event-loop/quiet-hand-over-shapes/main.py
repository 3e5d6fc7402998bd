import asyncio
from functools import partial

import anyio
import requests
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

app = FastAPI()


class Gateway:
    def rates(self):
        return requests.get("https://example.org/rates", timeout=5).json()


gateway = Gateway()


@app.get("/lambda")
async def by_lambda():
    return await asyncio.to_thread(lambda: requests.get("https://example.org", timeout=5).text)


@app.get("/partial")
async def by_partial():
    fetch = partial(requests.get, "https://example.org", timeout=5)
    return (await asyncio.get_running_loop().run_in_executor(None, fetch)).text


@app.get("/nested")
async def by_nested():
    def fetch():
        return requests.get("https://example.org", timeout=5).text

    return await run_in_threadpool(fetch)


@app.get("/bound")
async def by_bound_method():
    return await anyio.to_thread.run_sync(gateway.rates)

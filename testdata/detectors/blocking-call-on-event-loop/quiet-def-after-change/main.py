import asyncio

import requests
from fastapi import FastAPI

app = FastAPI()


def joined(urls):
    return [requests.get(url, timeout=5).text for url in urls]


@app.get("/one")
def one(url: str):
    return joined([url])


@app.get("/all")
async def everything(url: str):
    return await asyncio.gather(asyncio.to_thread(joined, [url]), asyncio.to_thread(joined, [url]))

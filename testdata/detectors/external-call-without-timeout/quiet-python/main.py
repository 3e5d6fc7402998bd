import asyncio

import aiohttp
import httpx
import requests
from fastapi import FastAPI

app = FastAPI()
client = httpx.AsyncClient()


class Session(requests.Session):
    def request(self, method, url, **kwargs):
        kwargs.setdefault("timeout", 3)
        return super().request(method, url, **kwargs)


session = Session()


@app.get("/a")
async def a():
    return (await client.get("https://a.example")).json()  # 5 s, the default of httpx


@app.get("/b")
async def b():
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=3)) as s:
        async with s.get("https://b.example") as answer:
            return await answer.json()


@app.get("/c")
async def c():
    async with aiohttp.ClientSession() as s, asyncio.timeout(3):
        return await (await s.get("https://c.example")).json()


@app.get("/d")
def d():
    return session.get("https://d.example").json()


@app.get("/e")
def e(limits: dict):
    return requests.get("https://e.example", **limits).json()

import aiohttp
import httpx
from fastapi import FastAPI

app = FastAPI()
client = httpx.AsyncClient(base_url="https://api.example")


@app.get("/home/{user}")
async def home(user: str):
    profile = await client.get(f"/users/{user}")
    profile.raise_for_status()
    news = await client.get("/news")  # want `client\.get waits for client\.get, whose answer it does not need, while serving GET /home/\{user\}`
    return {"user": profile.json(), "news": news.json()}


@app.post("/prices")
async def prices(codes: list[str]):
    out = {}
    for code in codes:
        answer = await client.get(f"/prices/{code}")  # want `client\.get asks another service for each element of codes`
        out[code] = answer.json()
    return out


@app.post("/sizes")
async def sizes(urls: list[str]):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        found = []
        for url in urls:
            async with session.get(url) as answer:  # want `session\.get asks another service for each element of urls`
                found.append(len(await answer.read()))
        return found

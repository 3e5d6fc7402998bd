import aiohttp
from fastapi import FastAPI

app = FastAPI()


@app.get("/rate")
async def rate():
    async with aiohttp.ClientSession() as session:
        async with session.get("https://rates.example/latest") as answer:  # want `session\.get waits for an answer up to 300 s total, its default, while serving GET /rate`
            return await answer.json()

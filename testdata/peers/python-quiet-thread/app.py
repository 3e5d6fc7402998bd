import asyncio

import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/rates/{currency}")
async def rates(currency: str):
    def load():
        return requests.get(f"https://rates.example/{currency}", timeout=5).json()

    return await asyncio.to_thread(load)

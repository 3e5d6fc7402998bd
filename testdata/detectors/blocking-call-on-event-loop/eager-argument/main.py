import asyncio

import requests
from fastapi import FastAPI

app = FastAPI()


def keep(text):
    with open("copy.txt", "w") as f:
        f.write(text)


@app.get("/copy")
async def copy():
    await asyncio.to_thread(keep, requests.get("https://example.org").text)  # want `requests\.get waits for the network .* GET /copy`

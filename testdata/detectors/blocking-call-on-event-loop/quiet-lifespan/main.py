from contextlib import asynccontextmanager

import requests
from fastapi import FastAPI

settings = {}


@asynccontextmanager
async def lifespan(app):
    settings.update(requests.get("https://example.org/settings", timeout=5).json())
    yield
    with open("stopped", "w") as f:
        f.write("stopped")


app = FastAPI(lifespan=lifespan)


@app.get("/settings")
async def show():
    return settings

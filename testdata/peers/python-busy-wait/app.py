import asyncio

from fastapi import FastAPI

app = FastAPI()
state = {"ready": False}


@app.get("/ready")
async def ready():
    while not state["ready"]:  # wanted
        await asyncio.sleep(0.001)
    return "ready"

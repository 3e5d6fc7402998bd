import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.post("/pairs")
async def pairs(rows: list[int]):
    found = []
    for a in rows:
        for b in rows:
            if a < b:
                found.append((a, b))
        await asyncio.sleep(0)
    return found

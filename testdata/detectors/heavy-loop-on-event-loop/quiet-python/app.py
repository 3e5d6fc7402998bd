import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
KINDS = ["a", "b"]
LIMITS = {"a": 1}


class Order(BaseModel):
    items: list[str]
    lines: list[dict]


@app.post("/ok")
async def ok(order: Order):
    known = {item for item in order.items}
    allowed = set(order.items)
    out = [item for item in order.items if item in known and item in allowed and item in KINDS and item in LIMITS]
    parts = [part for line in order.lines for part in line["parts"]]
    table = [[kind + item for kind in KINDS] for item in order.items]
    for item in order.items:
        for n in range(3):
            out.append(item * n)
        for char in item:
            out.append(char)
    return out, parts, table


@app.post("/paused")
async def paused(order: Order):
    for item in order.items:
        await asyncio.sleep(0)
        if order.items.count(item) > 1:
            return item
    return None


@app.post("/pool")
def pool(order: Order):
    return [order.items.count(item) for item in order.items]


@app.post("/thread")
async def thread(order: Order):
    return await asyncio.to_thread(lambda: [i for i in order.items])

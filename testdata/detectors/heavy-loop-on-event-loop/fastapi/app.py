import json

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    items: list[str]


@app.post("/pairs")
async def pairs(order: Order):
    items = order.items
    same = [(a, b) for a in items for b in items if a == b]  # want `the loop over items within a loop over items takes about n² steps in items`
    for i in range(len(items)):
        for j in range(i + 1, len(items)):  # want `the loop over items`
            same.append((items[i], items[j]))
    return same


@app.post("/counts")
async def counts(order: Order):
    return {item: order.items.count(item) for item in order.items}  # want `order.items.count within a loop over order.items takes about n² steps`


def rank(rows: list, row):
    return sorted(rows).index(row)


@app.get("/ranks")
async def ranks(rows: list[int]):
    return [rank(rows, row) for row in rows]  # want `rank\(rows\) within a loop over rows`


@app.post("/new")
async def new(order: Order):
    seen = []
    out = []
    for item in order.items:
        if item not in seen:
            seen.append(item)
        for other in order.items:  # want `the loop over order.items`
            out.append(item + other)
    return out

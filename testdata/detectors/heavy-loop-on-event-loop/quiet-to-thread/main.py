import asyncio
from concurrent.futures import ProcessPoolExecutor

from fastapi import FastAPI

app = FastAPI()
pool = ProcessPoolExecutor()


def pairs(rows):
    return [(a, b) for a in rows for b in rows if a < b]


@app.post("/pairs")
async def in_process(rows: list[int]):
    return await asyncio.get_running_loop().run_in_executor(pool, pairs, rows)

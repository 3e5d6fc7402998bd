from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
import networkx

app = FastAPI()


@app.post("/rank")
async def rank(edges: list[tuple[int, int]]):
    return await run_in_threadpool(networkx.pagerank, networkx.Graph(edges))  # want `networkx\.pagerank .*holds the GIL: a thread that .*run_in_threadpool uses takes turns`

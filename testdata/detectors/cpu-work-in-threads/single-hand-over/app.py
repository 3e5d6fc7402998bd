import asyncio

from anyio import to_thread
from fastapi import FastAPI
from pdfplumber import open as open_pdf
from starlette.concurrency import run_in_threadpool

from work import layout, solve

app = FastAPI()


@app.get("/solve")
async def solved():
    return await asyncio.to_thread(solve)  # want `solve calls sympy.solve.*holds the GIL: a thread that asyncio.to_thread uses takes turns`


@app.get("/layout")
async def placed():
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, layout)  # want `layout calls networkx.spring_layout`


@app.get("/text")
async def text(path: str):
    return await to_thread.run_sync(open_pdf, path)  # want `pdfplumber.open`


@app.get("/pool")
async def pooled():
    return await run_in_threadpool(lambda: solve())  # want `calls sympy.solve`

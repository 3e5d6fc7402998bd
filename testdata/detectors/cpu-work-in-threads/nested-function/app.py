import asyncio

import sympy
from fastapi import FastAPI

app = FastAPI()


@app.get("/solve")
async def solve(text: str):
    def work():
        return str(sympy.integrate(text))

    return await asyncio.to_thread(work)  # want `work calls sympy\.integrate, which .*holds the GIL: a thread that asyncio\.to_thread uses takes turns`

import asyncio
from concurrent.futures import ThreadPoolExecutor

import sympy
from aiohttp import web

pool = ThreadPoolExecutor(4)


async def solve(request):
    loop = asyncio.get_running_loop()
    return web.Response(text=str(await loop.run_in_executor(pool, sympy.solve, request.query["q"])))  # want `sympy\.solve .*holds the GIL: a thread`


app = web.Application()
app.router.add_get("/solve", solve)

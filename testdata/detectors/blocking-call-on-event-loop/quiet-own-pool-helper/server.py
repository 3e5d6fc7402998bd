import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from aiohttp import web

pool = ThreadPoolExecutor(2)


async def away(function, *args):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, function, *args)


async def slow(request):
    await away(time.sleep, 2)
    return web.Response()


app = web.Application()
app.router.add_get("/slow", slow)

import asyncio

import pdfplumber
from aiohttp import web


async def text(request):
    path = request.query["path"]
    return web.json_response(await asyncio.to_thread(lambda: pdfplumber.open(path).metadata))  # want `pdfplumber\.open.*holds the GIL: a thread`


app = web.Application()
app.router.add_get("/text", text)

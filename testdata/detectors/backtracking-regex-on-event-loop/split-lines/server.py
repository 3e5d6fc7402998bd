import re

from aiohttp import web

FIELDS = re.compile(r"^(\s*\w+\s*,?)+$")


async def upload(request):
    text = await request.text()
    bad = [line for line in text.splitlines() if not FIELDS.match(line)]  # want `exponential time on what a client may send.*POST /upload`
    return web.json_response(bad)


app = web.Application()
app.router.add_post("/upload", upload)

from aiohttp import web

from keeper import keeper


async def login(request):
    return web.json_response(keeper.known(b"a", b"b"))


app = web.Application()
app.router.add_post("/login", login)

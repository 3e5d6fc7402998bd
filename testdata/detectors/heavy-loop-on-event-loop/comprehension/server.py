from aiohttp import web


async def doubles(request):
    names = await request.json()
    return web.json_response([a for a in names if sum(1 for b in names if a == b) > 1])  # want `within a loop over names takes about n² steps in names .* POST /doubles`


app = web.Application()
app.router.add_post("/doubles", doubles)

import io
import tarfile

from aiohttp import web


async def listing(request):
    data = io.BytesIO(await request.read())
    with tarfile.open(fileobj=data) as archive:
        return web.Response(text=archive.name)


app = web.Application()
app.router.add_post("/listing", listing)

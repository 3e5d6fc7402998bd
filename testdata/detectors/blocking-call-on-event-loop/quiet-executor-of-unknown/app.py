import subprocess

from aiohttp import web


async def build(request):
    def work():
        subprocess.run(["make"])

    loop = request.app["loop"]
    await loop.run_in_executor(None, work)
    await request.app["pool"].run_in_threadpool(subprocess.run, ["make", "test"])
    return web.Response()


app = web.Application()
app.router.add_post("/build", build)

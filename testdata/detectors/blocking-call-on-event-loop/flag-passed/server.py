import threading

from aiohttp import web

ready = threading.Event()


def refresh(blocking=False, timeout=10):
    ready.clear()
    if blocking:
        ready.wait(timeout=timeout)  # want `threading\.Event\.wait waits for another thread .* GET /files`


async def files(request):
    refresh(blocking=True)
    return web.Response()


app = web.Application()
app.router.add_get("/files", files)

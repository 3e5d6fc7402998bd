import threading

from aiohttp import web

ready = threading.Event()
_settings = None


def refresh(blocking=False, timeout=10):
    ready.clear()
    if blocking:
        ready.wait(timeout=timeout)


def settings(init=False):
    global _settings
    if _settings is not None:
        return _settings
    else:
        if init:
            _settings = open("settings.ini").read()
        else:
            raise ValueError("not there yet")
    return _settings


class Printer:
    def files(self, refreshed=False):
        if refreshed:
            refresh(blocking=True)
        return settings()


async def files(request):
    refresh(blocking=False)
    refresh()
    return web.Response(text=Printer().files())


app = web.Application()
app.router.add_get("/files", files)

import asyncio
import multiprocessing
from typing import Protocol

from aiohttp import web


class Runner(Protocol):
    def launch(self) -> None: ...

    def stop(self) -> None: ...


class ProcessRunner:
    def launch(self) -> None:
        self.proc = multiprocessing.Process(target=print)
        self.proc.start()  # want `multiprocessing\.Process\.start waits`

    def stop(self) -> None:
        self.proc = None


async def launch(request):
    runner: Runner = request.app["runner"]
    runner.launch()
    return web.Response()


app = web.Application()
app.router.add_post("/launch", launch)

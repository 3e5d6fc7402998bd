import asyncio
import time
from typing import Generator

from aiohttp import web


def frames() -> Generator[bytes, None, None]:
    while True:
        time.sleep(0.2)  # want `time\.sleep sleeps .* GET /stream`
        yield b""


class Player:
    def __init__(self, source: Generator[bytes, None, None]):
        self.source = source

    async def read(self):
        return next(self.source)


async def stream(request):
    player = Player(frames())
    return web.Response(body=await player.read())


app = web.Application()
app.router.add_get("/stream", stream)

import asyncio
import subprocess
from functools import wraps

from aiohttp import web
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer


def threaded(function):
    @wraps(function)
    def inner(*args):
        return asyncio.to_thread(function, *args)

    return inner


@threaded
def build(name):
    subprocess.run(["make", name])


async def start(request):
    await build("all")
    return web.Response()


class Feed(AsyncJsonWebsocketConsumer):
    @database_sync_to_async
    def mark(self, key):
        subprocess.run(["mark", key])

    async def receive_json(self, content):
        await self.mark(content["key"])


app = web.Application()
app.router.add_post("/build", start)

import asyncio
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()


class Plugin:
    def __init__(self):
        self.pool = ThreadPoolExecutor()

    def teardown(self):
        self.pool.shutdown(wait=True)  # advice `shutdown waits`


class Worker:
    def __init__(self):
        self.plugin = Plugin()

    async def leave(self):
        self.plugin.teardown()


@app.websocket("/work")
async def work(ws):
    await Worker().leave()

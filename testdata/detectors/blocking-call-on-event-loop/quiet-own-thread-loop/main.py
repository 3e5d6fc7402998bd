import asyncio
import threading
import time
from pathlib import Path


async def snapshot():
    time.sleep(1)
    return Path("/proc/stat").read_text()


class Sampler(threading.Thread):
    def run(self):
        # A loop of its own: nothing else waits for it.
        loop = asyncio.new_event_loop()
        for _ in range(10):
            loop.run_until_complete(snapshot())

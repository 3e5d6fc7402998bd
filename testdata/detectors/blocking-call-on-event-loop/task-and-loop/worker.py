import asyncio
import subprocess
import time


async def watch():
    time.sleep(2)  # want `time\.sleep sleeps on the event loop in task watch`


def measure():
    return subprocess.run(["uptime"])  # want `subprocess\.run waits for another process`


async def main():
    subprocess.run(["prepare"])
    asyncio.create_task(watch())
    while True:
        measure()
        await asyncio.sleep(5)


asyncio.run(main())

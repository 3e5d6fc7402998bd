import asyncio
import subprocess


def tick():
    subprocess.run(["uptime"])  # want `subprocess\.run waits for another process`


async def main():
    asyncio.get_running_loop().call_later(5, tick)
    await asyncio.sleep(60)


asyncio.run(main())

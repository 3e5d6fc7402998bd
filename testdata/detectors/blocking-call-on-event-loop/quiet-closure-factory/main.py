import asyncio
import subprocess

from fastapi import FastAPI

app = FastAPI()


def runner(name):
    def run():
        return subprocess.run(["make", name])

    return run


@app.post("/build")
async def build(name: str):
    await asyncio.to_thread(runner(name))
    return {}

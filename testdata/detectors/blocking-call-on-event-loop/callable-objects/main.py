import time

from fastapi import FastAPI

app = FastAPI()


class Endless:
    """Called, it calls itself: an object whose __call__ is such an object."""

    def __init__(self):
        self.__call__ = Endless()


class Slow:
    def __call__(self):
        time.sleep(1)  # want `time\.sleep sleeps .* GET /slow`


endless = Endless()
slow = Slow()


def run(work):
    return work()


@app.get("/slow")
async def handler():
    run(endless)
    endless()
    return run(slow)

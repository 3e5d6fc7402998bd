import queue

from fastapi import FastAPI

app = FastAPI()
jobs: queue.Queue = queue.Queue()


@app.get("/next")
async def next_job():
    return jobs.get(block=False)

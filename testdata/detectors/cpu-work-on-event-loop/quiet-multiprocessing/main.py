import asyncio
import multiprocessing

import bcrypt
from fastapi import FastAPI

app = FastAPI()


def digest(password, queue):
    queue.put(bcrypt.hashpw(password, bcrypt.gensalt()))


@app.post("/hash")
async def start(password: bytes):
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=digest, args=(password, queue), daemon=True)
    await asyncio.to_thread(process.start)
    return {"queued": True}

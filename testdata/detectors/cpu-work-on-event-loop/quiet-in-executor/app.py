import asyncio
from concurrent.futures import ProcessPoolExecutor

import bcrypt
from fastapi import FastAPI

app = FastAPI()
pool = ProcessPoolExecutor()


def hashed(password):
    return bcrypt.hashpw(password, bcrypt.gensalt())


@app.post("/login")
async def login(password: bytes):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, hashed, password)


@app.post("/register")
async def register(password: bytes):
    return await asyncio.to_thread(hashed, password)


@app.post("/reset")
def reset(password: bytes):
    return hashed(password)

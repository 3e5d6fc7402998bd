import asyncio

import bcrypt
from fastapi import FastAPI

app = FastAPI()

ADMIN = bcrypt.hashpw(b"change me", bcrypt.gensalt())


@app.post("/login")
async def login(password: str, hashed: str):
    return await asyncio.to_thread(bcrypt.checkpw, password.encode(), hashed.encode())


@app.post("/login-pooled")
def login_pooled(password: str, hashed: str):
    return bcrypt.checkpw(password.encode(), hashed.encode())

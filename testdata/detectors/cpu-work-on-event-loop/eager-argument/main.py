import asyncio

import bcrypt
from fastapi import FastAPI

app = FastAPI()


def store(digest):
    with open("digest", "wb") as f:
        f.write(digest)


@app.post("/register")
async def register(password: bytes):
    # The hash is computed here, before to_thread is called.
    await asyncio.to_thread(store, bcrypt.hashpw(password, bcrypt.gensalt()))  # want `bcrypt\.hashpw computes cryptography .* POST /register`

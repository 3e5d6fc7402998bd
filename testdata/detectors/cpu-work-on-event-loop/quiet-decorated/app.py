import bcrypt
from asgiref.sync import sync_to_async
from fastapi import FastAPI

app = FastAPI()


@sync_to_async
def matches(password, known):
    return bcrypt.checkpw(password, known)


@app.post("/login")
async def login(password: bytes):
    return await matches(password, b"known")

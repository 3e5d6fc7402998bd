import bcrypt
from fastapi import FastAPI, Form

from users import hash_of

app = FastAPI()


@app.post("/login")
async def login(name: str = Form(), password: str = Form()):
    return {"ok": bcrypt.checkpw(password.encode(), await hash_of(name))}  # wanted

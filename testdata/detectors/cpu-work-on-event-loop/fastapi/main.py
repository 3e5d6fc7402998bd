import bcrypt
from fastapi import FastAPI

app = FastAPI()


@app.post("/login")
async def login(password: str, hashed: str):
    return bcrypt.checkpw(password.encode(), hashed.encode())  # want `bcrypt\.checkpw computes cryptography .* POST /login`

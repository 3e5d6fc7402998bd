import asyncpg
from fastapi import FastAPI

app = FastAPI()  # want `Python is a second backend language beside Node\.js in api, and nothing here needs it`


@app.get("/tags")
async def tags():
    conn = await asyncpg.connect()
    return await conn.fetch("select * from tags")

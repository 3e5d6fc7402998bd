import asyncio
import re

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
WORDS = re.compile(r"^(\w+\s?)*$")


class Text(BaseModel):
    text: str


@app.post("/sync")
def in_pool(body: Text):
    return bool(WORDS.match(body.text))


@app.post("/thread")
async def in_thread(body: Text):
    return await asyncio.to_thread(check, body.text)


def check(text: str):
    return bool(WORDS.match(text))

import re

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()
NAMES = re.compile(r"^(\w+\s?)*$")


class Tags(BaseModel):
    names: str


@app.post("/tags")
async def tags(tags: Tags):
    if not NAMES.match(tags.names):  # wanted
        raise HTTPException(400)

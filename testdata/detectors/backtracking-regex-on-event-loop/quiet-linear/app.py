import re

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
TOKEN = re.compile(r"^(?:\w++\s?)*+$")
KEY = re.compile(r"(?P<key>[A-Za-z_]\w*)=(?P<value>[^\s=]+)")
BLOCK = re.compile(r"\A(?>[a-z]+-?)*\Z")


class Query(BaseModel):
    text: str


@app.post("/parse")
async def parse(query: Query):
    return bool(TOKEN.match(query.text)), KEY.match(query.text), BLOCK.match(query.text), re.match(r"\d{4}-\d\d", query.text)

import re

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
TAIL = re.compile(r"\s+$")


class Note(BaseModel):
    text: str


@app.post("/notes")
async def note(note: Note):
    return TAIL.sub("", note.text[:200])

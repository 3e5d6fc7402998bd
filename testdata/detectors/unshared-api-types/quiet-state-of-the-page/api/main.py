from fastapi import FastAPI
from pydantic import BaseModel


class Message(BaseModel):
    id: int
    text: str
    author: str


app = FastAPI()


@app.get("/messages")
def messages() -> list[Message]:
    return []

from fastapi import FastAPI
from pydantic import BaseModel


class Event(BaseModel):
    id: int
    title: str
    begins: str
    ends: str


app = FastAPI()


@app.get("/events")
def events() -> list[Event]:
    return []

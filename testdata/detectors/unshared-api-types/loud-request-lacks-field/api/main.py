from fastapi import FastAPI
from pydantic import BaseModel, Field


class Booking(BaseModel):
    room: int
    start: str = Field(alias="from")
    until: str
    guests: int
    note: str | None
    vip: bool = False


app = FastAPI()


@app.post("/api/bookings")
def book(booking: Booking):
    return {}

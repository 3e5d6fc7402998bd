from fastapi import FastAPI
from pydantic import BaseModel


class Line(BaseModel):
    id: int
    sku: str
    amount: int
    unit_price: float


class Basket(BaseModel):
    id: int
    lines: list[Line]


app = FastAPI()


@app.get("/api/basket")
async def basket() -> Basket:
    return Basket(id=1, lines=[])

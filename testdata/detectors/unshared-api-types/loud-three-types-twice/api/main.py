from dataclasses import dataclass

from fastapi import FastAPI
from pydantic import BaseModel


@dataclass
class Customer:
    id: int
    name: str
    email: str


class Line(BaseModel):
    id: int
    sku: str
    amount: int


class Basket(BaseModel):
    id: int
    lines: list[Line]
    customer: Customer


app = FastAPI()


@app.get("/api/basket")
async def basket() -> Basket | None:
    return None

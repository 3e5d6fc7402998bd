from fastapi import FastAPI
from pydantic import BaseModel


class Order(BaseModel):
    id: int
    total: float
    customer_name: str
    created_at: str
    paid: bool


app = FastAPI()


@app.get("/orders")
def orders() -> list[Order]:
    return []

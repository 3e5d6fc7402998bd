from fastapi import Depends, FastAPI

from stock import Stock

app = FastAPI()


@app.get("/stock/{item}")
async def count(item: str, stock: Stock = Depends()):
    return stock.count(item)

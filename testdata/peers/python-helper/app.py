from fastapi import FastAPI

from rates import current

app = FastAPI()


@app.get("/rates/{currency}")
async def rates(currency: str):
    return current(currency)

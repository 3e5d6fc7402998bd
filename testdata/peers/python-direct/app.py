import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/rates/{currency}")
async def rates(currency: str):
    return requests.get(f"https://rates.example/{currency}", timeout=5).json()  # wanted

import time

import requests
from fastapi import APIRouter, Depends, FastAPI

app = FastAPI()
router = APIRouter()


def rate():
    return requests.get("https://example.org/rate", timeout=5).json()


@router.get("/slow")
def slow():
    time.sleep(1)
    return rate()


@router.get("/rate")
async def rated(value=Depends(rate)):
    return value


app.include_router(router)

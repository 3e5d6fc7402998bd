import os

import httpx
from fastapi import APIRouter

router = APIRouter()


@router.get("/orders")
async def orders():
    async with httpx.AsyncClient(timeout=2) as client:
        return (await client.get(os.environ["PRICES_URL"])).json()

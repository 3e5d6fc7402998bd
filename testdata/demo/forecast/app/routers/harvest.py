import asyncio

from fastapi import APIRouter

from app.services.harvest import HarvestService
from app.storage.archive import pack

router = APIRouter(prefix="/harvest")
service = HarvestService()


@router.get("/{orchard}")
async def harvest(orchard: str) -> dict:
    return await service.predict(orchard)


@router.get("/{orchard}/archive")
async def archive(orchard: str) -> str:
    # Packing takes seconds, but not of the event loop's time.
    return await asyncio.to_thread(pack, orchard)

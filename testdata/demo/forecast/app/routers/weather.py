from fastapi import APIRouter

from app.clients.weather import current

router = APIRouter(prefix="/weather")


@router.get("/{place}")
def weather(place: str) -> dict:
    # FastAPI runs a plain function in its thread pool.
    return current(place)

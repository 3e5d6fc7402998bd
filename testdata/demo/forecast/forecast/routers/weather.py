from fastapi import APIRouter

from forecast.clients.weather import current

router = APIRouter(prefix="/weather")


@router.get("/{place}")
def weather(place: str) -> dict:
    # FastAPI runs a plain function in its thread pool.
    return current(place)

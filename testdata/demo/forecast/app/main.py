from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.routers import harvest, weather
from app.storage.files import load_orchards


@asynccontextmanager
async def lifespan(app: FastAPI):
    # Before the first request: nothing waits for it.
    app.state.orchards = load_orchards("orchards.json")
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(harvest.router)
app.include_router(weather.router)

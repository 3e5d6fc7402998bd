from contextlib import asynccontextmanager

from fastapi import FastAPI

from forecast.routers import harvest, weather
from forecast.storage.files import load_orchards


@asynccontextmanager
async def lifespan(app: FastAPI):
    # Before the first request: nothing waits for it.
    app.state.orchards = load_orchards("orchards.json")
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(harvest.router)
app.include_router(weather.router)

from contextlib import asynccontextmanager

from fastapi import FastAPI

pages = {}


@asynccontextmanager
async def lifespan(app):
    with open("page.html") as file:
        pages["/"] = file.read()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/")
async def page():
    return pages["/"]

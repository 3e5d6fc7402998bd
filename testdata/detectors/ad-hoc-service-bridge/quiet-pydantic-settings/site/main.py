import httpx
import pandas
from fastapi import FastAPI
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    renderer_url: str = "http://localhost:4100"


settings = Settings()
names = pandas.read_csv("names.csv").to_dict()
app = FastAPI()


@app.get("/page/{name}")
async def page(name: str):
    async with httpx.AsyncClient(base_url=settings.renderer_url, timeout=2) as client:
        return names[name], (await client.get("/render", params={"name": name})).text

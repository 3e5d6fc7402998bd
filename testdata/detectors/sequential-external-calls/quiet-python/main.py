import asyncio

import httpx
from fastapi import FastAPI

app = FastAPI()
client = httpx.AsyncClient(base_url="https://api.example")


@app.get("/home/{user}")
async def home(user: str):
    profile, news = await asyncio.gather(client.get(f"/users/{user}"), client.get("/news"))
    return {"user": profile.json(), "news": news.json()}


@app.get("/team/{user}")
async def team(user: str):
    profile = (await client.get(f"/users/{user}")).json()
    team = await client.get("/teams", params={"id": profile["team"]})
    return team.json()


@app.get("/tried")
async def tried():
    try:
        answer = await client.get("/primary")
    except httpx.HTTPError:
        answer = await client.get("/secondary")
    return answer.json()


@app.get("/tasks")
async def tasks():
    async with asyncio.TaskGroup() as group:
        user = group.create_task(client.get("/user"))
        news = group.create_task(client.get("/news"))
    return [user.result().json(), news.result().json()]

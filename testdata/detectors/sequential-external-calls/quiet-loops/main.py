import asyncio

import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
client = httpx.AsyncClient(base_url="https://api.example")
MIRRORS = ["https://a.example", "https://b.example"]


@app.get("/pages")
async def pages():
    out, cursor = [], None
    while True:
        page = (await client.get("/events", params={"cursor": cursor})).json()
        out += page["items"]
        cursor = page.get("next")
        if cursor is None:
            return out


@app.post("/first")
async def first(hosts: list[str]):
    for host in hosts:
        answer = await client.get(f"https://{host}/file")
        if answer.is_success:
            return answer.text
    raise HTTPException(404)


@app.get("/mirrors")
async def mirrors():
    return [(await client.get(mirror)).status_code for mirror in MIRRORS]


@app.post("/slowly")
async def slowly(codes: list[str]):
    out = []
    for code in codes:
        out.append((await client.get(f"/prices/{code}")).json())
        await asyncio.sleep(0.2)
    return out


@app.get("/retry")
async def retry():
    for _ in range(3):
        answer = await client.get("/flaky")
    return answer.json()


@app.post("/walk")
async def walk(names: list[str]):
    node = "root"
    for name in names:
        answer = await client.get(f"/nodes/{node}/{name}")
        node = answer.json()["id"]
    return node

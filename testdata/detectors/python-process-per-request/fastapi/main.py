import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/layout/{name}")
async def layout(name: str):
    process = await asyncio.create_subprocess_exec("python3", "-m", "tools.layout", name, stdout=asyncio.subprocess.PIPE)  # want `tools\.layout .* GET /layout/{name}`
    out, _ = await process.communicate()
    return out.decode()

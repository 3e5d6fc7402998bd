from fastapi import FastAPI

from tasks import names

app = FastAPI()


@app.post("/names")
async def enqueue(path: str):
    names.delay(path)
    return {"ok": True}

import os

from fastapi import FastAPI

app = FastAPI()


@app.get("/memory")
async def memory():
    with open(f"/proc/{os.getpid()}/statm") as f:  # advice `open waits`
        return f.read()  # advice `read waits`

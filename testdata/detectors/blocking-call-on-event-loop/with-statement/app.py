import time

from fastapi import FastAPI

app = FastAPI()


class Slot:
    def __enter__(self):
        time.sleep(0.5)  # want `time\.sleep sleeps .* GET /slot`
        return self

    def __exit__(self, *failure):
        return False


@app.get("/slot")
async def slot():
    with Slot():
        return {"ok": True}

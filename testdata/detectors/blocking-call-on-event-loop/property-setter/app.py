import subprocess

from fastapi import FastAPI

app = FastAPI()


class Lamp:
    @property
    def on(self):
        return False

    @on.setter
    def on(self, value):
        subprocess.run(["lamp", str(value)])  # want `subprocess\.run waits for another process .* POST /lamp`


lamp = Lamp()


@app.post("/lamp")
async def switch(on: bool):
    lamp.on = on
    return {}

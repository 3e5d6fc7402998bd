import subprocess

from fastapi import FastAPI

app = FastAPI()


def restart():
    subprocess.run(["systemctl", "restart", "x"])  # want `subprocess\.run waits for another process .* POST /do`


def status():
    return "ok"


ACTIONS = {"restart": restart, "status": status}


@app.post("/do")
async def do(action: str):
    return ACTIONS[action]()

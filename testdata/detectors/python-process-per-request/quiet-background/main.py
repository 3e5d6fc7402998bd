import subprocess
import sys

from fastapi import FastAPI

app = FastAPI()


@app.post("/dashboard")
def start_dashboard():
    subprocess.Popen([sys.executable, "-m", "dashboard", "--port", "9000"], start_new_session=True)
    return {"url": "http://localhost:9000"}

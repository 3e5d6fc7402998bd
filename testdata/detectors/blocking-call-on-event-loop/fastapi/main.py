import time

import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/slow")
async def slow():
    time.sleep(1)  # want `time\.sleep sleeps .* GET /slow`
    return requests.get("https://example.org").text  # want `requests\.get waits for the network`


@app.get("/pooled")
def pooled():
    time.sleep(1)

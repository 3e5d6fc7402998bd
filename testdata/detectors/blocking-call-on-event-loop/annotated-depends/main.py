from typing import Annotated

import requests
from fastapi import Depends, FastAPI

app = FastAPI()


class Gateway:
    def rates(self):
        return requests.get("https://example.org/rates", timeout=5).json()  # want `requests\.get waits for the network .* GET /rates`


@app.get("/rates")
async def rates(remote: Annotated[Gateway, Depends()]):
    return remote.rates()

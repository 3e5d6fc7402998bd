import requests
from fastapi import Depends, FastAPI

app = FastAPI()


class Rates:
    def today(self):
        return requests.get("https://rates.example").json()  # want `requests\.get waits for the network .* GET /rates`


def get_rates():
    return Rates()


@app.get("/rates")
async def rates(source=Depends(get_rates)):
    return source.today()

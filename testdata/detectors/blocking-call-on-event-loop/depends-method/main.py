from fastapi import Depends, FastAPI

from gateway import Gateway

app = FastAPI()


def gateway():
    return Gateway()


@app.get("/rates")
async def rates(remote: Gateway = Depends(gateway)):
    return remote.rates()

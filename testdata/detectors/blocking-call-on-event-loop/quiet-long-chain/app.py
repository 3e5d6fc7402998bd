import requests
from fastapi import FastAPI

app = FastAPI()


def step0(url):
    return step1(url)


def step1(url):
    return step2(url)


def step2(url):
    return step3(url)


def step3(url):
    return step4(url)


def step4(url):
    return step5(url)


def step5(url):
    return step6(url)


def step6(url):
    return step7(url)


def step7(url):
    return step8(url)


def step8(url):
    return step9(url)


def step9(url):
    return requests.get(url, timeout=5).text  # advice `requests.get waits`


@app.get("/page")
async def page(url: str):
    return step0(url)

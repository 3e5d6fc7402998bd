import requests
from fastapi import FastAPI

app = FastAPI()


class Store:
    def load(self, key):
        raise NotImplementedError


class Store0(Store):
    def load(self, key):
        return {}


class Store1(Store):
    def load(self, key):
        return {}


class Store2(Store):
    def load(self, key):
        return {}


class Store3(Store):
    def load(self, key):
        return {}


class Store4(Store):
    def load(self, key):
        return {}


class Store5(Store):
    def load(self, key):
        return {}


class Store6(Store):
    def load(self, key):
        return {}


class Store7(Store):
    def load(self, key):
        return {}


class Store8(Store):
    def load(self, key):
        return {}


class WebStore(Store):
    def load(self, key):
        return requests.get("https://example.org/" + key)  # want `requests\.get waits for the network .* GET /{key}`


def chosen(name) -> Store:
    return {}[name]()


@app.get("/{key}")
async def get(key):
    return chosen("web").load(key)

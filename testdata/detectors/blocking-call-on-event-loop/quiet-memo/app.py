from functools import cache, lru_cache

from fastapi import FastAPI

app = FastAPI()


@lru_cache
def settings():
    return open("settings.ini").read()


@cache
def banner():
    return open("banner.txt").read()


class Reader:
    @lru_cache(maxsize=1)
    def rules(self):
        return open("rules.txt").read()


@app.get("/")
async def index():
    return [settings(), banner(), Reader().rules()]

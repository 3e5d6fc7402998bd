import urllib.request

from fastapi import FastAPI

app = FastAPI()


class Feed:
    @property
    def text(self):
        return urllib.request.urlopen("https://example.org/feed").read()  # want `urllib\.request\.urlopen waits for the network .* GET /feed`


feed = Feed()


@app.get("/feed")
async def show():
    return feed.text

import requests
from aiohttp import web
from typing import Any, Callable


def fetch():
    return requests.get("https://example.org").text  # want `requests\.get waits for the network .* GET /news`


def with_retry(operation: Callable[[], Any], times: Any = 3):
    for _ in range(times):
        try:
            return operation()
        except OSError:
            pass


async def news(request):
    return web.Response(text=with_retry(operation=fetch))


app = web.Application()
app.router.add_get("/news", news)

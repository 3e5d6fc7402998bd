import re

from sanic import Sanic
from sanic.response import json

app = Sanic("tags")


@app.post("/tags")
async def tags(request):
    return json({"ok": bool(re.match(r"^(\w+\s?)*$", request.json["tags"]))})  # want `exponential time on what a client may send`

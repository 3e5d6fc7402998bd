import pathlib
from typing import Union

from aiohttp import web


class Download:
    def __init__(self, path: Union[str, pathlib.Path]):
        if isinstance(path, str):
            path = pathlib.Path(path)
        self.path = path

    async def prepare(self):
        with self.path.open("rb") as f:  # want `pathlib\.Path\.open waits for the file system .* GET /file`
            return f.name


async def file(request):
    return web.Response(text=await Download("a.bin").prepare())


app = web.Application()
app.router.add_get("/file", file)

import abc

import psycopg2
from aiohttp import web


class Source(abc.ABC):
    @abc.abstractmethod
    def rows(self): ...


class Table(Source):
    def rows(self):
        conn = psycopg2.connect("dbname=shop")  # want `psycopg2\.connect waits for a database .* GET /rows`
        return conn.status


def source() -> Source:
    return Table()


async def rows(request):
    return web.json_response(source().rows())


app = web.Application()
app.router.add_get("/rows", rows)

import asyncpg
from aiohttp import web

import sensors


async def database(app):
    app["pool"] = await asyncpg.create_pool()
    yield
    await app["pool"].close()


app = web.Application()
app.cleanup_ctx.append(database)
app.add_routes(sensors.routes)

if __name__ == "__main__":
    web.run_app(app, port=8080)

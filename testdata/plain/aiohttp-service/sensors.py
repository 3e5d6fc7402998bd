from aiohttp import web

routes = web.RouteTableDef()


@routes.get("/sensors")
async def list_sensors(request):
    rows = await request.app["pool"].fetch("select id, place from sensors")
    return web.json_response([dict(row) for row in rows])


@routes.get("/sensors/{id}/readings")
async def readings(request):
    rows = await request.app["pool"].fetch("select at, value from readings where sensor = $1 order by at desc limit 500", request.match_info["id"])
    return web.json_response([{"at": row["at"].isoformat(), "value": row["value"]} for row in rows])


@routes.post("/sensors/{id}/readings")
async def add_reading(request):
    body = await request.json()
    await request.app["pool"].execute("insert into readings (sensor, value) values ($1, $2)", request.match_info["id"], body["value"])
    return web.Response(status=204)

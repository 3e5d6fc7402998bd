from aiohttp import web
from mlx_lm.utils import generate_step


async def complete(request):
    out = []
    for token, _ in zip(generate_step([1, 2], None, 0.5), range(8)):  # want `mlx_lm\.utils\.generate_step runs a model .* POST /complete`
        out.append(token)
    return web.json_response(out)


app = web.Application()
app.router.add_post("/complete", complete)

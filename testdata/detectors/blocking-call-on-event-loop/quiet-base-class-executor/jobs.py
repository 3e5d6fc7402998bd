import asyncio
import subprocess

from aiohttp import web


class Job:
    def work(self):
        raise NotImplementedError

    async def run(self):
        return await asyncio.get_running_loop().run_in_executor(None, self.work)


class Build(Job):
    def work(self):
        return subprocess.run(["make"])


async def build(request):
    await Build().run()
    return web.Response()


app = web.Application()
app.router.add_post("/build", build)

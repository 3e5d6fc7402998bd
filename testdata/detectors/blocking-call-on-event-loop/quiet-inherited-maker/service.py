import subprocess
from functools import partial

from tornado.ioloop import IOLoop
from traitlets.config import Application


class Service(Application):
    async def run(self, argv):
        subprocess.run(["prepare"])

    @classmethod
    def launch(cls, argv=None):
        self = cls.instance()
        loop = IOLoop()
        loop.run_sync(partial(self.run, argv))
        loop.start()


if __name__ == "__main__":
    Service.launch()

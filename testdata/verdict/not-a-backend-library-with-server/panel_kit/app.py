from starlette.applications import Starlette


class Panel:
    def __init__(self, routes):
        self.app = Starlette(routes=routes)

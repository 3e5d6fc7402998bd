import sqlite3

from pool import do
from twisted.web.resource import Resource


def count():
    return sqlite3.connect("builds.db").execute("select count(*) from builds").fetchone()


class Builds(Resource):
    def render_GET(self, request):
        do(count).addCallback(request.write)
        return 1

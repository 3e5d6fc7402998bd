import time

from twisted.enterprise import adbapi
from twisted.web.resource import Resource

pool = adbapi.ConnectionPool("sqlite3", "users.db")


def slow(txn):
    time.sleep(1)
    return txn.execute("select 1")


class Users(Resource):
    def render_GET(self, request):
        pool.runInteraction(slow).addCallback(request.write)
        pool.runWithConnection(slow)
        return 1

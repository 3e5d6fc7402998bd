import time

import tornado.web


class Slow(tornado.web.RequestHandler):
    def get(self):
        time.sleep(1)  # want `time\.sleep sleeps`
        self.write("done")


app = tornado.web.Application([("/slow", Slow)])

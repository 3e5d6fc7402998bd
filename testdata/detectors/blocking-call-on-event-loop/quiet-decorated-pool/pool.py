from twisted.internet import threads


def timed(f):
    def wrap(call, *args):
        def measured(*args):
            return call(*args)

        return f(measured, *args)

    return wrap


@timed
def do(call, *args):
    return threads.deferToThread(call, *args)

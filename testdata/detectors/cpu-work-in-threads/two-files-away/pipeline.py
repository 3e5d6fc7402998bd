from sheets import names


def prepare(path):
    return {path: names(path)}

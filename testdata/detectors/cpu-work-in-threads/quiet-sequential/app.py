import threading

import openpyxl

lock = threading.Lock()
local = threading.local()


def books(paths):
    return [openpyxl.load_workbook(path) for path in paths]


def watch(stop: threading.Event):
    while not stop.wait(1):
        local.ticks = getattr(local, "ticks", 0) + 1


def start(stop):
    threading.Thread(target=watch, args=(stop,)).start()

import asyncio
import json
import threading
from concurrent.futures import Executor, ThreadPoolExecutor

import openpyxl
import yaml


def parse(text):
    return yaml.safe_load(text)


def total(rows):
    return sum(row["n"] for row in rows)


def fallback(path):
    try:
        return path.size
    except AttributeError:
        return len(openpyxl.load_workbook(path).worksheets)


async def config(text):
    return await asyncio.to_thread(parse, text)


def run(batches, paths):
    with ThreadPoolExecutor() as pool:
        sums = list(pool.map(total, batches))
        texts = list(pool.map(json.dumps, batches))
        sizes = list(pool.map(fallback, paths))
    threading.Thread(target=print, args=("done",)).start()
    return sums, texts, sizes


def given(pool: Executor, paths):
    return list(pool.map(openpyxl.load_workbook, paths))

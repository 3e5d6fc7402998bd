import asyncio
import json


def totals(path):
    with open(path) as f:
        rows = json.load(f)
    by_key = {}
    for row in rows:
        by_key[row["key"]] = by_key.get(row["key"], 0) + row["n"]
    return by_key


async def run(paths):
    return await asyncio.gather(*[asyncio.to_thread(totals, path) for path in paths])

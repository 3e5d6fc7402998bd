import json
from concurrent.futures import ThreadPoolExecutor


def duplicates(path):
    with open(path) as f:
        rows = json.load(f)
    return [row for row in rows if rows.count(row) > 1]


def distances(path):
    with open(path) as f:
        points = json.load(f)
    return [abs(a - b) for a in points for b in points]


def run(paths):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(distances, paths))  # want `distances takes about n² steps in points`

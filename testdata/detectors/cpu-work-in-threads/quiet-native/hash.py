import asyncio
import hashlib
import zlib
from concurrent.futures import ThreadPoolExecutor

import bcrypt
import numpy as np
from PIL import Image


def thumbnail(path):
    image = Image.open(path)
    image.thumbnail((100, 100))
    image.save(path)


def invert(matrix):
    return np.linalg.inv(matrix)


def run(paths, matrices, blobs):
    with ThreadPoolExecutor() as pool:
        list(pool.map(thumbnail, paths))
        list(pool.map(invert, matrices))
        list(pool.map(zlib.compress, blobs))
        return list(pool.map(lambda b: hashlib.sha256(b).hexdigest(), blobs))


async def check(password, digest):
    return await asyncio.to_thread(bcrypt.checkpw, password, digest)

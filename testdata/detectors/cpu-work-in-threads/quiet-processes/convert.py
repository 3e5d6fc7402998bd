import asyncio
from concurrent.futures import InterpreterPoolExecutor, ProcessPoolExecutor
from multiprocessing import Pool

import openpyxl
import sympy


def books(paths):
    with ProcessPoolExecutor() as pool:
        return list(pool.map(openpyxl.load_workbook, paths))


def sheets(paths):
    with Pool(4) as pool:
        return pool.map(openpyxl.load_workbook, paths)


def interpreted(paths):
    with InterpreterPoolExecutor() as pool:
        return list(pool.map(openpyxl.load_workbook, paths))


async def solve():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        return await loop.run_in_executor(pool, sympy.solve, "x**2 - 1")

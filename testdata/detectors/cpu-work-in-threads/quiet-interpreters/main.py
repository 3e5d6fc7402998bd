import asyncio
from concurrent.futures import InterpreterPoolExecutor

import sympy

pool = InterpreterPoolExecutor()


async def solve(text):
    return await asyncio.get_running_loop().run_in_executor(pool, sympy.solve, text)

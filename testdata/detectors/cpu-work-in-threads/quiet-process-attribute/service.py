import asyncio
from concurrent.futures import ProcessPoolExecutor

import docx
import sympy


class Service:
    def __init__(self):
        self.pool = ProcessPoolExecutor(4)

    def read(self, paths):
        return list(self.pool.map(docx.Document, paths))

    async def solve(self, text):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, sympy.solve, text)

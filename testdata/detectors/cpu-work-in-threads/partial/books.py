import asyncio
from functools import partial

import openpyxl


async def sheets(path):
    work = partial(openpyxl.load_workbook, path, read_only=True)
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, work)  # want `openpyxl\.load_workbook processes a document and holds the GIL: a thread that .* uses takes turns`

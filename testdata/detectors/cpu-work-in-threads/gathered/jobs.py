import asyncio

import markdown
from docx import Document


async def read_all(paths):
    return await asyncio.gather(*[asyncio.to_thread(Document, path) for path in paths])  # want `docx.Document .*save no time`


async def html(texts):
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(None, markdown.markdown, text) for text in texts]  # want `markdown.markdown`
    return await asyncio.gather(*jobs)

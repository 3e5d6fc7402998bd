import asyncio

from fastapi import FastAPI
from pypdf import PdfReader

app = FastAPI()


class Extractor:
    def pages(self, path):
        return [page.extract_text() for page in PdfReader(path).pages]


extractor = Extractor()


@app.get("/pages")
async def pages(path: str):
    return await asyncio.to_thread(extractor.pages, path)  # want `Extractor\.pages calls pypdf.* holds the GIL`

import openpyxl
from fastapi import FastAPI

app = FastAPI()


def books(paths):
    for path in paths:
        yield openpyxl.load_workbook(path)  # want `openpyxl\.load_workbook processes a document .* POST /names`


@app.post("/names")
async def names(paths: list[str]):
    return [book.sheetnames for book in books(paths)]

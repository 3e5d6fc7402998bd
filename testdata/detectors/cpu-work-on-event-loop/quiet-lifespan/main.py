from contextlib import asynccontextmanager

import openpyxl
from fastapi import FastAPI

prices = {}


@asynccontextmanager
async def lifespan(app):
    prices["book"] = openpyxl.load_workbook("prices.xlsx")
    yield
    prices.clear()


app = FastAPI(lifespan=lifespan)


@app.get("/prices")
async def names():
    return prices["book"].sheetnames

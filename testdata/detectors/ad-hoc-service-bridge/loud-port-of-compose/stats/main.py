import pandas
from fastapi import FastAPI

app = FastAPI()


@app.get("/stats")
def stats():
    return pandas.read_csv("day.csv").describe().to_dict()

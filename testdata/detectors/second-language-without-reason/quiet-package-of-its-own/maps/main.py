import osmnx
from fastapi import FastAPI

app = FastAPI()
roads = osmnx.load_graphml("city.graphml")


@app.get("/roads")
def count():
    return len(roads)

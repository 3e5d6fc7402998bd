import yaml
from fastapi import FastAPI
from PIL import Image

app = FastAPI()
LIMITS = "cpu: 1"


@app.get("/settings")
async def show():
    Image.open("logo.png").verify()  # advice `open processes`
    return yaml.safe_load(LIMITS)  # advice `safe_load parses`

from fastapi import FastAPI
from PIL import Image

app = FastAPI()


def thumbnail():
    image = Image.open("photo.jpg")  # want `PIL\.Image\.open processes an image`
    return image.resize((10, 10))  # want `PIL\.Image\.Image\.resize processes an image .* GET /thumbnail`


def attempt(work, times=2):
    for _ in range(times):
        return work()


@app.get("/thumbnail")
async def get():
    return attempt(thumbnail)

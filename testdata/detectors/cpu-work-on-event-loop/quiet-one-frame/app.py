import cv2
from fastapi import FastAPI

app = FastAPI()


@app.get("/latest")
async def latest(request):
    return cv2.cvtColor(request.app.frame, cv2.COLOR_YUV2BGR_I420)  # advice `cvtColor processes`

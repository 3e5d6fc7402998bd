import joblib
from fastapi import FastAPI

app = FastAPI()
model = joblib.load("prices.joblib")


@app.post("/price")
def price(features: list[float]) -> float:
    return model.predict([features])[0]

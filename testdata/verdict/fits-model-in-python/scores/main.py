import joblib
from fastapi import FastAPI

app = FastAPI()
model = joblib.load("model.joblib")


@app.post("/score")
def score(features: list[float]):
    return {"score": float(model.predict([features])[0])}

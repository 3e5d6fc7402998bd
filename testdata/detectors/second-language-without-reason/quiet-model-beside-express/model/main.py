import joblib
from fastapi import FastAPI

app = FastAPI()
model = joblib.load("model.bin")


@app.post("/score")
def score(row: dict):
    return {"score": float(model.predict([row["values"]])[0])}

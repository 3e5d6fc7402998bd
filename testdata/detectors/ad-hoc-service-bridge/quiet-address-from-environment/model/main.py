import joblib
from fastapi import FastAPI

app = FastAPI()
model = joblib.load("model.bin")


@app.get("/score/{row}")
def score(row: float):
    return {"score": float(model.predict([[row]])[0])}

import joblib
import uvicorn
from fastapi import FastAPI

app = FastAPI()
model = joblib.load("model.bin")


@app.get("/score/{row}")
def score(row: float):
    return {"score": float(model.predict([[row]])[0])}


if __name__ == "__main__":
    uvicorn.run(app, port=8000)

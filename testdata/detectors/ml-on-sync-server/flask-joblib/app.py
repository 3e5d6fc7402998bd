import joblib
from flask import Flask, jsonify, request

app = Flask(__name__)
model = joblib.load("prices.joblib")


@app.post("/price")
def price():
    return jsonify(price=float(model.predict([request.json["features"]])[0]))  # want `predict serves a model from flask, for POST /price`


@app.get("/health")
def health():
    return "ok"

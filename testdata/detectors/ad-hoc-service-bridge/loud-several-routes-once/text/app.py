from flask import Flask, jsonify, request
from transformers import pipeline

app = Flask(__name__)
summarize = pipeline("summarization")


@app.post("/sum")
def summary():
    return jsonify(summarize(request.json["text"]))

from flask import Flask, request

app = Flask(__name__)


@app.post("/pairs")
def pairs():
    rows = request.json
    return [[a, b] for a in rows for b in rows if a < b]

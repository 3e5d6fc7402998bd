import requests
from flask import Flask, jsonify

app = Flask(__name__)
session = requests.Session()
session.headers["accept"] = "application/json"


def latest():
    return requests.get("https://rates.example/latest").json()  # want `requests\.get waits for an answer without a timeout while serving GET /rate` want-trace: GET /rate -> rate calls latest -> requests.get waits without a timeout


@app.get("/rate")
def rate():
    return jsonify(latest())


@app.get("/news")
def news():
    return jsonify(session.get("https://news.example/today").json())  # want `session\.get waits for an answer without a timeout while serving GET /news`

import joblib
from flask import Flask, request

app = Flask(__name__)
spam = joblib.load("spam.joblib")


@app.get("/posts")
def posts():
    return []


@app.get("/posts/<int:id>")
def post(id):
    return {"id": id}


@app.post("/posts")
def add():
    return {"spam": bool(spam.predict([request.json["text"]])[0])}


@app.delete("/posts/<int:id>")
def remove(id):
    return "", 204


@app.get("/users")
def users():
    return []


@app.get("/tags")
def tags():
    return []

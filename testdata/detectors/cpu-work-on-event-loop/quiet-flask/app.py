import bcrypt
from flask import Flask, request

app = Flask(__name__)


@app.post("/login")
def login():
    return {"ok": bcrypt.checkpw(request.form["password"].encode(), b"stored")}

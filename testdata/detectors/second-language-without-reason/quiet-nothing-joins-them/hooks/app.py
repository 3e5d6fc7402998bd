from flask import Flask

app = Flask(__name__)


@app.post("/")
def hook():
    return "ok"

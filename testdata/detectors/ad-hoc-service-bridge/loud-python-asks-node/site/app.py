import requests
from flask import Flask

RENDERER = "http://localhost:4100/render"
app = Flask(__name__)


@app.get("/page/<name>")
def page(name):
    return requests.get(RENDERER, params={"name": name}, timeout=2).text  # want `site \(Python\) asks renderer \(Node\.js\) at localhost:4100`

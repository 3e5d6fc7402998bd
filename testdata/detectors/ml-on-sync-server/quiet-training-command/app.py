from flask import Flask

app = Flask(__name__)


@app.get("/prices")
def prices():
    return {"prices": []}

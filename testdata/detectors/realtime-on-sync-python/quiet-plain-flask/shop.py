from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/products")
def products():
    return jsonify([])

import spacy
from flask import Flask, jsonify, request

app = Flask(__name__)
nlp = spacy.load("en_core_web_sm")


@app.post("/entities")
def entities():
    return jsonify([e.text for e in nlp(request.json["text"]).ents])


if __name__ == "__main__":
    app.run(port=5001)

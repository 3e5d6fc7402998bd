from flask import Blueprint, jsonify, request

from search.embeddings import Embeddings

search = Blueprint("search", __name__)
embeddings = Embeddings()


@search.get("/near")
def near():
    return jsonify(embeddings.of(request.args["q"]))

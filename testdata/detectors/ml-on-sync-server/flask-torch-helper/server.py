from flask import Flask, request

from classify import label

app = Flask(__name__)


@app.route("/label", methods=["POST"])
def label_image():
    return {"label": label(request.data)}

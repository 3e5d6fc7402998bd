from flask import Flask, request

from tasks import label

app = Flask(__name__)


@app.post("/labels")
def labels():
    return {"job": label.delay(request.json["path"]).id}

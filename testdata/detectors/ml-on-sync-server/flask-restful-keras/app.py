from flask import Flask, request
from flask_restful import Api, Resource
from tensorflow.keras.models import load_model

app = Flask(__name__)
api = Api(app)
model = load_model("digits.keras")


class Digits(Resource):
    def post(self):
        return {"digit": int(model.predict(request.json["pixels"]).argmax())}  # want `predict serves a model from flask`


api.add_resource(Digits, "/digits")

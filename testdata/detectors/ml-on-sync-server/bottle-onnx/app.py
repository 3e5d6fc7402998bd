import onnxruntime
from bottle import post, request, run

session = onnxruntime.InferenceSession("mood.onnx")


@post("/mood")
def mood():
    return {"mood": session.run(None, {"words": request.json["words"]})[0].tolist()}  # want `run serves a model from bottle`


run(host="0.0.0.0", port=8080)

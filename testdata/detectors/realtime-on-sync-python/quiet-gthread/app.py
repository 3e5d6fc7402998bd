from flask import Flask, Response
from flask_sock import Sock

app = Flask(__name__)
sock = Sock(app)


@sock.route("/echo")
def echo(ws):
    ws.send(ws.receive())


@app.get("/ticks")
def ticks():
    return Response((f"data: {n}\n\n" for n in range(3)), mimetype="text/event-stream")

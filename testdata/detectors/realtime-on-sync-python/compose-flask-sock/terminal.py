from flask import Flask
from flask_sock import Sock

app = Flask(__name__)
sock = Sock(app)  # want `flask_sock\.Sock keeps a connection open`


@sock.route("/echo")
def echo(ws):
    while True:
        ws.send(ws.receive())

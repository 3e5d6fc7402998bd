from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)  # want `SocketIO keeps a connection open .* gunicorn`


@socketio.on("turn")
def turn(move):
    emit("turn", move, broadcast=True)

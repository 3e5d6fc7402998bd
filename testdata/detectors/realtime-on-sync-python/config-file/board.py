from flask import Flask
from flask_socketio import SocketIO

socketio = SocketIO()  # want `SocketIO keeps a connection open`


def create_app():
    flask_app = Flask(__name__)
    socketio.init_app(flask_app)
    return flask_app


app = create_app()


@socketio.on("stroke")
def stroke(points):
    socketio.emit("stroke", points)

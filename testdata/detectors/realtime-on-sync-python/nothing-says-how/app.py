from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)  # want `nothing asks for gevent, eventlet`


@socketio.on("message")
def relay(data):
    emit("message", data, broadcast=True)


if __name__ == "__main__":
    socketio.run(app, debug=True)

import socketio
from flask import Flask

sio = socketio.Server()  # want `socketio\.Server keeps a connection open`
flask_app = Flask(__name__)
app = socketio.WSGIApp(sio, flask_app)


@sio.event
def message(sid, data):
    sio.emit("message", data)


@flask_app.get("/")
def index():
    return "ok"

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)  # want `flask_socketio\.SocketIO keeps a connection open .* a worker of gunicorn serves one client` want-trace: process web of Procfile


@socketio.on("message")
def relay(text):
    emit("message", text, broadcast=True)


@app.get("/")
def index():
    return "chat"

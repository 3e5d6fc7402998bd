from celery import Celery
from flask_socketio import SocketIO

app = Celery("tasks")
socketio = SocketIO(message_queue="redis://")


@app.task
def done(name):
    socketio.emit("done", name)

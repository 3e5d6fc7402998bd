import socketio
from flask import Flask
from websocket import create_connection
from websockets.sync.client import connect

app = Flask(__name__)
upstream = socketio.Client()


@app.get("/quote/<name>")
def quote(name):
    with connect("wss://quotes.example/feed") as feed:
        feed.send(name)
        return feed.recv()


@app.get("/spot/<name>")
def spot(name):
    feed = create_connection("wss://spots.example/feed", timeout=5)
    feed.send(name)
    return feed.recv()

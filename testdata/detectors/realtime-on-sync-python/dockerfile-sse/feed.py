from flask import Flask, Response
from redis import Redis

app = Flask(__name__)
redis = Redis()


@app.get("/prices")
def prices():
    def stream():
        channel = redis.pubsub()
        channel.subscribe("prices")
        for message in channel.listen():
            yield f"data: {message['data']}\n\n"

    return Response(stream(), mimetype="text/event-stream")  # want `a stream of events .* a worker of gunicorn serves one client`

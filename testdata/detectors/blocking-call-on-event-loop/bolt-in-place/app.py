import requests
from slack_bolt.async_app import AsyncApp

app = AsyncApp(token="xoxb")


async def on_command(ack, say):
    requests.get("https://incidents.example/open")  # want `requests.get waits for the network .* Slack /incident`
    await ack()


app.command("/incident")(on_command)

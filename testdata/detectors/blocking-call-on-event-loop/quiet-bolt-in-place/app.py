import sqlite3

from fastapi import FastAPI
from slack_bolt.app import App

api = FastAPI()
app = App(token="xoxb")


def on_command(ack, say):
    sqlite3.connect("incidents.db").execute("select 1")
    ack()


def configure(name):
    app.command(name)(on_command)


@api.post("/slack")
async def slack():
    configure("/incident")
    return {}

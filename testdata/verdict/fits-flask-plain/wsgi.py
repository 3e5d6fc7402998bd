from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Task(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String)


@app.get("/tasks")
def tasks():
    return jsonify([{"id": t.id, "title": t.title} for t in Task.query.limit(100)])

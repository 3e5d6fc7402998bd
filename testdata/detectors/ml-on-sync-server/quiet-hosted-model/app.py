import anthropic
import replicate
from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
openai = OpenAI(timeout=20)
claude = anthropic.Anthropic(timeout=20)


@app.post("/ask")
def ask():
    return openai.chat.completions.create(model="gpt-5", messages=request.json).model_dump()


@app.post("/sum")
def summarize():
    return claude.messages.create(model="claude", max_tokens=300, messages=request.json).model_dump()


@app.post("/draw")
def draw():
    return {"image": replicate.run("black-forest-labs/flux-schnell", input=request.json)}

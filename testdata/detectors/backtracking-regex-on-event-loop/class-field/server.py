import re

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Comment(BaseModel):
    text: str


class Cleaner:
    def __init__(self):
        self.quotes = re.compile(r"(>\s*)+!")

    def clean(self, text: str) -> str:
        return self.quotes.sub("", text)  # want `about n² steps on what a client may send.*POST /comments`


cleaner = Cleaner()


@app.post("/comments")
async def create(comment: Comment):
    return cleaner.clean(comment.text)

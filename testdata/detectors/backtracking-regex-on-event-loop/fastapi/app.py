import re
from re import fullmatch

from fastapi import FastAPI, Form, Request
from pydantic import BaseModel

app = FastAPI()

SLUG = re.compile(r"^([a-z0-9]+-?)*$", re.IGNORECASE)
PATH = r"^(/?[\w.]+)*/"


class Article(BaseModel):
    slug: str
    title: str


@app.post("/articles")
async def create(article: Article):
    if not SLUG.match(article.slug):  # want `exponential time on what a client may send.*POST /articles`
        raise ValueError(article.slug)
    return re.sub(r"(\s*\S+)*\n\n", "", article.title)  # want `exponential time`


@app.get("/files")
async def files(path: str):
    return bool(re.search(PATH, path))  # want `exponential time`


@app.post("/upload")
async def upload(request: Request):
    body = await request.json()
    text = body["text"].strip()
    return fullmatch(r"(?:x+y*)+", text) is None  # want `exponential time`


@app.post("/form")
async def form(name: str = Form(...)):
    return re.findall(r"\s+;", name)  # want `about n² steps`

import ffmpeg
from celery import Celery
from pypdf import PdfReader
from sklearn.linear_model import LogisticRegression

app = Celery("media", broker="redis://queue:6379/0")


@app.task
def pages(path):
    return [page.extract_text() for page in PdfReader(path).pages]


@app.task
def shrink(source, target):
    ffmpeg.input(source).output(target, vf="scale=640:-1").run()


@app.task
def learn(rows, labels):
    model = LogisticRegression()
    model.fit(rows, labels)
    return model.score(rows, labels)

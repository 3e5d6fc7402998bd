from pathlib import Path

from fastapi import FastAPI

app = FastAPI()


class Page:
    def __init__(self, path: Path):
        self.path = path

    def text(self):
        return self.path.read_text()  # want `pathlib\.Path\.read_text waits for the file system`


class Logo:
    def bytes_(self):
        return open("logo.png", "rb")  # want `builtins\.open waits for the file system`


class Note:
    def words(self):
        return Path("note").read_bytes()  # want `pathlib\.Path\.read_bytes waits`


pages = [Page(Path("a")), Page(Path("b"))]
logos = [Logo()]
notes = {"first": Note(), "second": Note()}


@app.get("/pages")
async def all_pages():
    out = []
    for i, page in enumerate(pages):
        out.append((i, page.text()))
    for _, logo in zip(pages, logos):
        out.append(logo.bytes_())
    for name, note in notes.items():
        out.append((name, note.words()))
    return out

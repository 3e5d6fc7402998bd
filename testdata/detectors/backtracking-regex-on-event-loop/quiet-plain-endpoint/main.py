import re

from fastapi import Depends, FastAPI

app = FastAPI()
WORDS = re.compile(r"^(\w+\s?)*$")


def checked(text: str):
    return WORDS.match(text) is not None


@app.get("/checked")
async def answer(ok: bool = Depends(checked)):
    return ok

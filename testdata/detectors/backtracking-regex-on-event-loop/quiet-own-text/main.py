import re

from fastapi import FastAPI

app = FastAPI()
WORDS = re.compile(r"(a+)+$")


class Text(str):
    def tidy(self):
        # What the receiver holds is not known: it is no argument of the call.
        return WORDS.match(self)


@app.get("/greeting")
async def greeting():
    return bool(Text("hello").tidy())

from getpass import getpass

from fastapi import FastAPI

app = FastAPI()


def new_password(password=None):
    if password is None:
        password = getpass()  # advice `getpass waits`
    return password


@app.post("/password")
async def change(form: dict):
    return new_password(form.get("password"))

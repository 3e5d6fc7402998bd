from fastapi import FastAPI

from schemas import Profile

app = FastAPI()


@app.get("/api/me", response_model=Profile)
def me():
    return {}

from fastapi import FastAPI
from pydantic import BaseModel


class User(BaseModel):
    id: int
    name: str
    email: str
    password_hash: str


class UserOut(BaseModel):
    id: int
    name: str
    email: str
    online: bool


def load() -> list[User]:
    return []


app = FastAPI()


@app.get("/users")
def users() -> list[UserOut]:
    return [UserOut(online=False, **u.model_dump()) for u in load()]

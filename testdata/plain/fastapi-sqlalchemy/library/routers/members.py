from argon2 import PasswordHasher
from fastapi import APIRouter
from pydantic import BaseModel

from library.db import DB
from library.models import Member

router = APIRouter(prefix="/members", tags=["members"])
hasher = PasswordHasher()


class MemberIn(BaseModel):
    email: str
    password: str


@router.post("/", status_code=201)
def join(member: MemberIn, db: DB):
    row = Member(email=member.email, password=hasher.hash(member.password))
    db.add(row)
    db.commit()
    return {"id": row.id}

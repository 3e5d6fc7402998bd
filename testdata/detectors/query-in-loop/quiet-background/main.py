from fastapi import BackgroundTasks, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models import User

app = FastAPI()
LocalSession = sessionmaker()


def recount(ids: list[int]):
    with LocalSession() as session:
        for i in ids:
            user = session.scalars(select(User).where(User.id == i)).one()
            print(user.name)


@app.post("/recount")
def start(ids: list[int], tasks: BackgroundTasks):
    tasks.add_task(recount, ids)
    return {"queued": len(ids)}

from typing import ClassVar

from fastapi import FastAPI
from sqlalchemy.orm import Session, scoped_session

app = FastAPI()
Sessions = scoped_session[Session]


class Base:
    session: ClassVar[Sessions]


class Order(Base):
    @staticmethod
    def store():
        Order.session.commit()  # want `sqlalchemy\.orm\.scoped_session\.commit waits for a database .* POST /orders`


@app.post("/orders")
async def create():
    Order.store()

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends
from pydantic_settings import BaseSettings
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker


class Settings(BaseSettings):
    database_url: str = "postgresql+psycopg://localhost/library"


engine = create_engine(Settings().database_url, pool_size=10)
make_session = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


def session() -> Iterator[Session]:
    with make_session() as s:
        yield s


DB = Annotated[Session, Depends(session)]

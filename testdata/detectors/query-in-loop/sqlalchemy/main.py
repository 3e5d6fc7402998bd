from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

from models import Order, User

app = FastAPI()
make_session = async_sessionmaker(create_async_engine("postgresql+asyncpg://db/app"))
LocalSession = sessionmaker()


async def get_session():
    async with make_session() as session:
        yield session


@app.get("/users")
async def users(session: AsyncSession = Depends(get_session)):
    out = []
    for user in (await session.scalars(select(User))).all():
        orders = await session.execute(select(Order).where(Order.user_id == user.id))  # want `session\.execute runs a query for each element of .* while serving GET /users`
        out.append({"name": user.name, "orders": orders.scalars().all()})
    return out


def get_db():
    db = LocalSession()
    try:
        yield db
    finally:
        db.close()


@app.get("/totals")
def totals(ids: list[int], db: Session = Depends(get_db)):
    return [db.query(Order).filter(Order.user_id == i).count() for i in ids]  # want `count runs a query for each element of ids while serving GET /totals`

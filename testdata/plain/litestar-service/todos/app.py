from collections.abc import AsyncIterator

from litestar import Litestar
from litestar.di import Provide
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from todos.controllers import TodoController

engine = create_async_engine("postgresql+asyncpg://localhost/todos")
make_session = async_sessionmaker(engine, expire_on_commit=False)


async def provide_session() -> AsyncIterator[AsyncSession]:
    async with make_session() as session:
        yield session


app = Litestar(route_handlers=[TodoController], dependencies={"session": Provide(provide_session)})

from dataclasses import dataclass

from litestar import Controller, delete, get, post
from litestar.exceptions import NotFoundException
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from todos.models import Todo


@dataclass
class NewTodo:
    title: str


class TodoController(Controller):
    path = "/todos"

    @get()
    async def list_todos(self, session: AsyncSession) -> list[dict]:
        todos = await session.scalars(select(Todo).limit(100))
        return [{"id": t.id, "title": t.title, "done": t.done} for t in todos]

    @post()
    async def add(self, data: NewTodo, session: AsyncSession) -> dict:
        todo = Todo(title=data.title)
        session.add(todo)
        await session.commit()
        return {"id": todo.id}

    @delete("/{todo_id:int}")
    async def remove(self, todo_id: int, session: AsyncSession) -> None:
        todo = await session.get(Todo, todo_id)
        if todo is None:
            raise NotFoundException
        await session.delete(todo)
        await session.commit()

from fastapi import APIRouter, HTTPException
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from app.models import Book

engine = create_async_engine("postgresql+asyncpg://db/library")
session = async_sessionmaker(engine)
router = APIRouter(prefix="/books")


@router.get("/{book_id}")
async def read_book(book_id: int):
    async with session() as db:
        book = await db.get(Book, book_id)
    if book is None:
        raise HTTPException(404)
    return {"id": book.id, "title": book.title}


@router.get("/")
async def list_books(limit: int = 50):
    async with session() as db:
        rows = await db.execute(select(Book).limit(limit))
    return [{"id": b.id, "title": b.title} for b in rows.scalars()]

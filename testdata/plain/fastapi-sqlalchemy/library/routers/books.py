from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field
from sqlalchemy import select

from library.db import DB
from library.models import Book

router = APIRouter(prefix="/books", tags=["books"])


class BookIn(BaseModel):
    title: str = Field(max_length=200)
    copies: int = Field(ge=0)


@router.get("/")
def list_books(db: DB, page: int = 0):
    return db.scalars(select(Book).order_by(Book.title).offset(page * 50).limit(50)).all()


@router.get("/{book_id}")
def get_book(book_id: int, db: DB):
    book = db.get(Book, book_id)
    if book is None:
        raise HTTPException(404)
    return book


@router.post("/", status_code=201)
def add_book(book: BookIn, db: DB):
    row = Book(**book.model_dump())
    db.add(row)
    db.commit()
    db.refresh(row)
    return row


@router.delete("/{book_id}", status_code=204)
def remove_book(book_id: int, db: DB):
    book = db.get(Book, book_id)
    if book is not None:
        db.delete(book)
        db.commit()

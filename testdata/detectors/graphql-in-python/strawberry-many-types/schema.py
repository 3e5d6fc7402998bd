import strawberry
from sqlalchemy import create_engine, text

engine = create_engine("postgresql+psycopg://db/library")


@strawberry.type
class Book:
    title: str


@strawberry.type
class Query:
    @strawberry.field
    def books(self) -> list[Book]:
        with engine.connect() as connection:
            return [Book(title=row.title) for row in connection.execute(text("select title from books"))]


@strawberry.type
class Mutation:
    @strawberry.mutation
    def add(self, title: str) -> Book:
        return Book(title=title)


schema = strawberry.Schema(query=Query, mutation=Mutation)  # want `strawberry\.Schema serves GraphQL`

import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter


@strawberry.type
class Query:
    @strawberry.field
    def greeting(self) -> str:
        return "hello"


app = FastAPI()
app.include_router(GraphQLRouter(strawberry.Schema(Query)), prefix="/graphql")


@app.get("/books")
async def books():
    return []


@app.get("/authors")
async def authors():
    return []


@app.post("/loans")
async def lend():
    return {}


@app.delete("/loans/{id}")
async def give_back(id: int):
    return {}


@app.get("/health")
async def health():
    return "ok"

import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter


@strawberry.federation.type(keys=["id"])
class Review:
    id: strawberry.ID
    body: str


@strawberry.type
class Query:
    @strawberry.field
    def reviews(self) -> list[Review]:
        return []


app = FastAPI()
app.include_router(GraphQLRouter(strawberry.federation.Schema(query=Query)), prefix="/graphql")  # want `Schema serves GraphQL|GraphQLRouter serves GraphQL`

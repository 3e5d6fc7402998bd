import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter


@strawberry.type
class Query:
    @strawberry.field
    def greeting(self) -> str:
        return "hello"


schema = strawberry.Schema(Query)  # want `strawberry\.Schema serves GraphQL from Python`
app = FastAPI()
app.include_router(GraphQLRouter(schema), prefix="/graphql")

import strawberry
from fastapi import FastAPI
from sentence_transformers import SentenceTransformer
from strawberry.fastapi import GraphQLRouter

model = SentenceTransformer("all-MiniLM-L6-v2")


@strawberry.type
class Query:
    @strawberry.field
    def vector(self, text: str) -> list[float]:
        return model.encode(text).tolist()


app = FastAPI()
app.include_router(GraphQLRouter(strawberry.Schema(Query)), prefix="/graphql")

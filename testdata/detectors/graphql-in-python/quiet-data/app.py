import pandas as pd
import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter

rain = pd.read_csv("rain.csv")


@strawberry.type
class Query:
    @strawberry.field
    def mean(self, place: str) -> float:
        return float(rain[rain.place == place].mm.mean())


app = FastAPI()
app.include_router(GraphQLRouter(strawberry.Schema(Query)), prefix="/graphql")

from starlette.applications import Starlette
from strawberry.asgi import GraphQL

from schema import schema

app = Starlette()
app.mount("/graphql", GraphQL(schema))

from ariadne import MutationType, QueryType, make_executable_schema
from ariadne.asgi import GraphQL

query = QueryType()
mutation = MutationType()


@query.field("books")
def books(*_):
    return []


@query.field("authors")
def authors(*_):
    return []


@query.field("readers")
def readers(*_):
    return []


@mutation.field("lend")
def lend(*_, book):
    return book


@mutation.field("return")
def give_back(*_, book):
    return book


schema = make_executable_schema("type Query { books: [String] }", query, mutation)  # want `make_executable_schema serves GraphQL`
app = GraphQL(schema)

from ariadne import QueryType, make_executable_schema
from ariadne.asgi import GraphQL

upstream = GraphQL(make_executable_schema("type Query { books: [String] }", QueryType()))


def test_upstream():
    assert upstream

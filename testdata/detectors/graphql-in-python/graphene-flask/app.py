import graphene
from flask import Flask
from graphql_server.flask import GraphQLView


class Query(graphene.ObjectType):
    greeting = graphene.String()

    def resolve_greeting(self, info):
        return "hello"


schema = graphene.Schema(query=Query)  # want `graphene\.Schema serves GraphQL`
app = Flask(__name__)
app.add_url_rule("/graphql", view_func=GraphQLView.as_view("graphql", schema=schema))

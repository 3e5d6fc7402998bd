import graphene
from graphene_django import DjangoObjectType

from shop.models import Book


class BookType(DjangoObjectType):
    class Meta:
        model = Book
        fields = ("id", "title")


class Query(graphene.ObjectType):
    books = graphene.List(BookType)

    def resolve_books(self, info):
        return Book.objects.all()


schema = graphene.Schema(query=Query)  # want `graphene\.Schema serves GraphQL`

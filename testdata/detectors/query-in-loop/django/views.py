from django.http import JsonResponse
from django.urls import path

from models import Author, Book


def books(request):
    out = []
    for book in Book.objects.all():
        author = Author.objects.get(pk=book.author_id)  # want `Author\.objects\.get runs a query for each element of Book\.objects\.all\(\) while serving view books`
        out.append({"title": book.title, "author": author.name})
    return JsonResponse({"books": out})


def shelves(request):
    out = {}
    for name in request.GET.getlist("author"):
        for book in Book.objects.filter(author__name=name):  # want `Book\.objects\.filter\(\) runs a query for each element of request\.GET\.getlist\(\)`
            out.setdefault(name, []).append(book.title)
    return JsonResponse(out)


urlpatterns = [path("books", books), path("shelves", shelves)]

from django.http import JsonResponse
from django.urls import path

from models import Author, Book


def books(request):
    authors = {}
    for book in Book.objects.all():
        if book.author_id not in authors:
            authors[book.author_id] = Author.objects.get(pk=book.author_id)
    names = Author.objects.in_bulk([b.author_id for b in Book.objects.all()])
    total = 0
    for book in Book.objects.select_related("author"):
        total += len(book.author.name)
    return JsonResponse({"authors": [a.name for a in authors.values()], "names": len(names), "total": total})


urlpatterns = [path("books", books)]

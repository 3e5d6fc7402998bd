import sys

from models import Author, Book


def reindex():
    for book in Book.objects.all():
        author = Author.objects.get(pk=book.author_id)
        print(book.title, author.name)


if __name__ == "__main__":
    reindex()
    sys.exit(0)

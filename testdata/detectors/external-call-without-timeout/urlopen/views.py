from urllib.request import urlopen

from django.http import HttpResponse
from django.urls import path


def page(request):
    with urlopen("https://pages.example/today") as answer:  # want `urlopen waits for an answer without a timeout while serving view page`
        return HttpResponse(answer.read())


urlpatterns = [path("page", page)]

from django.urls import path

from shop.views import summarize

urlpatterns = [path("summaries/", summarize)]

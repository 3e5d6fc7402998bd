from django.http import JsonResponse
from transformers import pipeline

summarizer = pipeline("summarization")


def summarize(request):
    return JsonResponse(summarizer(request.POST["text"])[0])  # want `transformers\.Pipeline serves a model from django`

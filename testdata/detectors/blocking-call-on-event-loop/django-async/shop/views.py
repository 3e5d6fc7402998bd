import requests
from django.http import JsonResponse


async def rates(request):
    return JsonResponse(requests.get("https://example.org/rates", timeout=5).json())  # want `requests\.get waits for the network`


def slow_rates(request):
    return JsonResponse(requests.get("https://example.org/rates", timeout=5).json())

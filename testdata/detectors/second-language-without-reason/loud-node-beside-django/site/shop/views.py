from django.http import JsonResponse

from .models import Order


def orders(request):
    return JsonResponse({"orders": list(Order.objects.values())})

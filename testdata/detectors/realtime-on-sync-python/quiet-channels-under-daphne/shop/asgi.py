from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.urls import path

from shop.rooms import Room

application = ProtocolTypeRouter({"http": get_asgi_application(), "websocket": URLRouter([path("ws/", Room.as_asgi())])})

from channels.generic.websocket import WebsocketConsumer


class Room(WebsocketConsumer):
    def receive(self, text_data=None, bytes_data=None):
        self.send(text_data=text_data)

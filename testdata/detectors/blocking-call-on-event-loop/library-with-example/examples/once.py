import asyncio

from player import play

asyncio.run(play("a.ogg"))

import asyncio

import bcrypt


async def check(password, known):
    return bcrypt.checkpw(password, known)  # want `bcrypt\.checkpw computes cryptography on the event loop in task check`


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(check(b"a", b"b"))


asyncio.run(main())

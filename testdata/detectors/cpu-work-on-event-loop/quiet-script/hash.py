import asyncio

import bcrypt


async def main():
    print(bcrypt.hashpw(b"secret", bcrypt.gensalt()))


if __name__ == "__main__":
    asyncio.run(main())

import asyncio
import re
import sys


async def main():
    print(bool(re.match(r"^(\w+\s?)*$", sys.argv[1])))


if __name__ == "__main__":
    asyncio.run(main())

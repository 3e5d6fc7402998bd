import asyncio
import json
import sys


async def main():
    with open(sys.argv[1]) as f:
        rows = json.load(f)
    print([(a, b) for a in rows for b in rows if a < b])


if __name__ == "__main__":
    asyncio.run(main())

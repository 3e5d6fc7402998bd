import argparse
import asyncio
import subprocess


async def release(name):
    subprocess.run(["git", "tag", name], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    asyncio.run(release(parser.parse_args().name))


if __name__ == "__main__":
    main()

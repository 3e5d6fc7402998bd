import asyncio
import subprocess


async def program():
    subprocess.run(["prepare"])


def main():
    loop = asyncio.new_event_loop()
    task = loop.create_task(program())
    loop.run_until_complete(task)


if __name__ == "__main__":
    main()

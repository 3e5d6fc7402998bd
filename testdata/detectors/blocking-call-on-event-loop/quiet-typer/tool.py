import asyncio
import subprocess

import typer

app = typer.Typer()


async def release(name):
    subprocess.run(["git", "tag", name], check=True)


@app.command()
def tag(name: str):
    asyncio.run(release(name))


if __name__ == "__main__":
    app()

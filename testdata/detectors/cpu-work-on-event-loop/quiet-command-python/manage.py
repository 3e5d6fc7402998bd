import asyncio

import bcrypt
import click


async def hashed(password):
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt())


@click.command()
@click.argument("password")
def main(password):
    click.echo(asyncio.run(hashed(password)))


if __name__ == "__main__":
    main()

import argparse

from session import Session


async def ask(question):
    return await Session().ask(question)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("question")
    return ask(parser.parse_args().question)

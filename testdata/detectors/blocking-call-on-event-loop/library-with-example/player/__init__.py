import subprocess


async def play(name):
    subprocess.run(["player", name])  # want `subprocess\.run waits for another process on the event loop in async play`

import subprocess


class Session:
    async def ask(self, question):
        version = subprocess.run(["agent", "--version"])  # advice `subprocess.run waits`
        return question, version

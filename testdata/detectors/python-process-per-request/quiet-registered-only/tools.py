import subprocess
import sys

from toolkit import Tool


class Tools:
    def all(self):
        return [Tool(name="run", entrypoint=self.run)]

    def run(self, path):
        return subprocess.run([sys.executable, path], capture_output=True).stdout

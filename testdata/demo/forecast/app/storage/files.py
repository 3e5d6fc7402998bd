import json
from pathlib import Path


def load_orchards(path: str) -> list[dict]:
    with open(path) as file:
        return json.load(file)


class FileStore:
    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def yields(self, orchard: str) -> list[float]:
        text = (self.folder / f"{orchard}.csv").read_text()
        return [float(line) for line in text.splitlines()]

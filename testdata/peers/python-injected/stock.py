import subprocess


class Stock:
    def count(self, item):
        return int(subprocess.check_output(["stock", "--count", item]))  # wanted

import subprocess
from concurrent.futures import ThreadPoolExecutor


def convert(path):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout


def run(paths):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(convert, paths))

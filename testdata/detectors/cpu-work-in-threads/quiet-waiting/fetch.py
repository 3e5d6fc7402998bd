import threading
import time
from concurrent.futures import ThreadPoolExecutor

import requests
from pypdf import PdfReader


def download(url):
    return requests.get(url, timeout=10).content


def read(path):
    with open(path, "rb") as f:
        return f.read()


def fetch_and_parse(url):
    body = download(url)
    return PdfReader(body).pages


def beat():
    while True:
        time.sleep(5)


def run(urls, paths):
    threading.Thread(target=beat, daemon=True).start()
    with ThreadPoolExecutor(16) as pool:
        bodies = list(pool.map(download, urls))
        files = list(pool.map(read, paths))
        parsed = list(pool.map(fetch_and_parse, urls))
    return bodies, files, parsed

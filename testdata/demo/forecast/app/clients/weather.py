import time

import requests


def current(place: str) -> dict:
    for attempt in range(3):
        response = requests.get(f"https://weather.example/{place}", timeout=5)
        if response.ok:
            return response.json()
        time.sleep(2**attempt)
    return {"rain": 0}

import requests


def current(place: str) -> dict:
    response = requests.get(f"https://weather.example/{place}", timeout=5)
    response.raise_for_status()
    return response.json()

import requests


def current(currency):
    return requests.get(f"https://rates.example/{currency}", timeout=5).json()  # wanted

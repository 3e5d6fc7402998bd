import requests


class Gateway:
    def rates(self):
        return requests.get("https://example.org/rates", timeout=5).json()  # want `requests\.get waits for the network .* GET /rates`

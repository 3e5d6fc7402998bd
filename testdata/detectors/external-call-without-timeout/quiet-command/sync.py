import requests


def main():
    for name in ("a", "b"):
        print(requests.get(f"https://files.example/{name}").status_code)


if __name__ == "__main__":
    main()

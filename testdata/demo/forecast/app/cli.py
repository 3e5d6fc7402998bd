import sys
import time
from pathlib import Path

from app.clients.weather import current


def main() -> None:
    for place in Path(sys.argv[1]).read_text().splitlines():
        print(place, current(place)["rain"])
        time.sleep(1)


if __name__ == "__main__":
    main()

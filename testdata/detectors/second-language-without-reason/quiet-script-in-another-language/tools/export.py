import csv
import sys

if __name__ == "__main__":
    csv.writer(sys.stdout).writerow(["id"])

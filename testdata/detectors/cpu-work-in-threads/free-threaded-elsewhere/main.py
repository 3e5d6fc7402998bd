from concurrent.futures import ThreadPoolExecutor

import openpyxl

# The version is 3.13 and not 3.13t: the lock is there.
with ThreadPoolExecutor() as pool:
    print(list(pool.map(openpyxl.load_workbook, ["a.xlsx", "b.xlsx"])))  # want `openpyxl\.load_workbook .*holds the GIL`

from concurrent.futures import ThreadPoolExecutor

import openpyxl


def books(paths):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(openpyxl.load_workbook, paths))

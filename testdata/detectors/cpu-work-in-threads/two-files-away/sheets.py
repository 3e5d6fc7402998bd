import openpyxl


def names(path):
    return openpyxl.load_workbook(path).sheetnames

import openpyxl


class Reports:
    def sheet(self):
        book = openpyxl.load_workbook("template.xlsx")  # want `openpyxl\.load_workbook processes a document .* POST /report`
        return book.sheetnames

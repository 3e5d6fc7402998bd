import openpyxl
from celery import Celery

app = Celery("tasks")


@app.task
def names(path):
    return openpyxl.load_workbook(path).sheetnames

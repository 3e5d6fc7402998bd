import subprocess
import sys

from celery import Celery

app = Celery("tasks")


@app.task
def simulate(model):
    subprocess.run([sys.executable, "simulate.py", model], check=True)

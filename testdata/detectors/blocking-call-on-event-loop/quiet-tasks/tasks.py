import time

import requests
from celery import shared_task


@shared_task
def fetch(url):
    time.sleep(1)
    return requests.get(url, timeout=5).text

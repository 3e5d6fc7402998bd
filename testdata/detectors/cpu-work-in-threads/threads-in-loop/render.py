import threading

from weasyprint import HTML

from charts import draw


class Report:
    def __init__(self, html, target):
        self.html = html
        self.target = target

    def write(self):
        HTML(string=self.html).write_pdf(self.target)


def render_all(reports: list[Report]):
    workers = []
    for report in reports:
        worker = threading.Thread(target=report.write)  # want `Report.write calls weasyprint.HTML.write_pdf.*save no time`
        worker.start()
        workers.append(worker)
    for worker in workers:
        worker.join()


def draw_all(tables):
    for table in tables:
        threading.Thread(target=draw, args=(table,)).start()  # want `draw calls matplotlib`

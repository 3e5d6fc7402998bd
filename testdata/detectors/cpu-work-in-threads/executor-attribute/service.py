from concurrent.futures import ThreadPoolExecutor

import docx


class Service:
    def __init__(self):
        self.pool = ThreadPoolExecutor(8)

    def read(self, paths):
        return list(self.pool.map(docx.Document, paths))  # want `docx\.Document .*holds the GIL: threads that .*map starts take turns and save no time`

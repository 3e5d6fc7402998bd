from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

import networkx
import openpyxl
from pypdf import PdfReader


def pages(path):
    return [page.extract_text() for page in PdfReader(path).pages]


def centers(graph):
    return networkx.betweenness_centrality(graph)


def books(paths):
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(openpyxl.load_workbook, paths))  # want `openpyxl.load_workbook .*holds the GIL: threads that .*map starts take turns`


def texts(paths):
    pool = ThreadPool(4)
    return pool.imap_unordered(pages, paths)  # want `pages calls pypdf.PageObject.extract_text, which processes a document and holds the GIL` want-trace: texts hands pages -> extract_text


def rank(graphs):
    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(centers, graph) for graph in graphs]  # want `centers calls networkx`
    return [job.result() for job in jobs]

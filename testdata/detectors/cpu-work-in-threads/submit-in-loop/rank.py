from concurrent.futures import ThreadPoolExecutor, as_completed

import networkx


def rank(graphs):
    pool = ThreadPoolExecutor(max_workers=4)
    jobs = []
    for graph in graphs:
        jobs.append(pool.submit(networkx.pagerank, graph))  # want `networkx\.pagerank .*holds the GIL: threads that .*submit starts take turns and save no time`
    return [job.result() for job in as_completed(jobs)]

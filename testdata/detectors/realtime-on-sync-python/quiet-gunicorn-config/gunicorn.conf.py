worker_class = "gthread"
threads = 50

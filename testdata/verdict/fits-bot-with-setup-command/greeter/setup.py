def first_run(name):
    return f"Hello {name}"

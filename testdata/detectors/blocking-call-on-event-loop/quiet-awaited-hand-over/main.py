from fastapi import FastAPI

app = FastAPI()


def read_settings(path):
    with open(path) as f:
        return f.read()


@app.get("/settings")
async def settings(runner):
    # What the runner is cannot be told, but a plain function whose result is
    # awaited has been handed to something that runs it elsewhere.
    return await runner.pool.execute_elsewhere(read_settings, "settings.ini")

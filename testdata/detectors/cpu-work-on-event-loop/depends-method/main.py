from fastapi import Depends, FastAPI

from reports import Reports

app = FastAPI()


@app.post("/report")
async def report(reports: Reports = Depends(Reports)):
    return reports.sheet()

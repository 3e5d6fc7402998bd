from fastapi import FastAPI
from sqlalchemy.orm import Session

app = FastAPI()


@app.post("/done")
async def done(session: Session):
    try:
        return {}
    except ValueError:
        session.rollback()  # advice `rollback waits`
        raise

from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


@router.post("/pairs")
def pairs(rows: list[int]):
    return [(a, b) for a in rows for b in rows if a < b]


app.include_router(router)

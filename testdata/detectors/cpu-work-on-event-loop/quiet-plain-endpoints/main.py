import bcrypt
from fastapi import APIRouter, Depends, FastAPI

app = FastAPI()
router = APIRouter(prefix="/users")


def digest(password: bytes):
    return bcrypt.hashpw(password, bcrypt.gensalt())


@router.post("/login")
def login(password: bytes):
    return bcrypt.checkpw(password, b"stored")


@router.post("/register")
async def register(hashed: bytes = Depends(digest)):
    return hashed


app.include_router(router)

from fastapi import FastAPI

from app.books import router

app = FastAPI()
app.include_router(router)

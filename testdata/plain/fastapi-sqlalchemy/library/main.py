from fastapi import FastAPI

from library.routers import books, members

app = FastAPI(title="Library")
app.include_router(books.router)
app.include_router(members.router)


@app.get("/health")
def health():
    return {"ok": True}

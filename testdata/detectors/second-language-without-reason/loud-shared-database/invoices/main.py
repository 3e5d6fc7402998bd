from fastapi import FastAPI
from sqlalchemy.ext.asyncio import create_async_engine

app = FastAPI()  # want `Python is a second backend language beside Node\.js in api`
engine = create_async_engine("postgresql+asyncpg://shop@db/shop")


@app.get("/invoices")
async def invoices():
    async with engine.connect() as connection:
        return await connection.scalar("select count(*) from invoices")

from contextlib import asynccontextmanager

import asyncpg
import httpx
from fastapi import Depends, FastAPI, HTTPException, Request

import rates
from models import Invoice


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = await asyncpg.create_pool()
    app.state.http = httpx.AsyncClient(timeout=3)
    yield
    await app.state.http.aclose()
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan)


async def connection(request: Request):
    async with request.app.state.pool.acquire() as c:
        yield c


@app.get("/invoices")
async def list_invoices(c=Depends(connection)):
    return [dict(row) for row in await c.fetch("select * from invoices order by issued desc limit 100")]


@app.get("/invoices/{number}")
async def get_invoice(number: str, request: Request, currency: str = "EUR", c=Depends(connection)):
    row = await c.fetchrow("select * from invoices where number = $1", number)
    if row is None:
        raise HTTPException(404)
    rate = await rates.of(request.app.state.http, currency)
    return dict(row) | {"total": float(row["total"]) * rate, "currency": currency}


@app.post("/invoices", status_code=201)
async def add_invoice(invoice: Invoice, c=Depends(connection)):
    async with c.transaction():
        await c.execute("insert into invoices (number, total) values ($1, $2)", invoice.number, invoice.total)
    return invoice

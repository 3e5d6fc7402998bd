from fastapi import FastAPI
from gql import Client, gql
from gql.transport.aiohttp import AIOHTTPTransport

app = FastAPI()
client = Client(transport=AIOHTTPTransport(url="https://books.example/graphql", timeout=5))
books = gql("{ books { title } }")


@app.get("/books")
async def list_books():
    return await client.execute_async(books)

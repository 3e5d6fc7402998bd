from fastapi import FastAPI
from openai import AsyncOpenAI

app = FastAPI()
client = AsyncOpenAI()


async def ask(text: str) -> str:
    answer = await client.chat.completions.create(model="small", messages=[{"role": "user", "content": text}])
    return answer.choices[0].message.content


@app.post("/review")
async def review(text: str):
    summary = await ask("Summarize: " + text)
    tone = await ask("Name the tone: " + text)  # want `ask waits for ask, whose answer it does not need, while serving POST /review`
    return {"summary": summary, "tone": tone}


@app.post("/reviews")
async def reviews(texts: list[str]):
    return [await ask("Summarize: " + text) for text in texts]  # want `ask asks another service for each element of texts, one after the other, while serving POST /reviews`

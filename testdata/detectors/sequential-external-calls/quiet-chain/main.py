from fastapi import FastAPI
from openai import AsyncOpenAI

app = FastAPI()
client = AsyncOpenAI()


async def ask(text: str) -> str:
    answer = await client.chat.completions.create(model="small", messages=[{"role": "user", "content": text}])
    return answer.choices[0].message.content


@app.post("/essay")
async def essay(topic: str):
    plan = await ask("Plan an essay on " + topic)
    draft = await ask("Write the essay: " + plan)
    return {"plan": plan, "essay": draft}


# Each answer is part of the next question.
@app.post("/dialog")
async def dialog(questions: list[str]):
    past = []
    for question in questions:
        answer = await ask("\n".join([*past, question]))
        past.append(answer)
    return past

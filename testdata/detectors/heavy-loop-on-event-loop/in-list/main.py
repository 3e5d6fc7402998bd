from fastapi import FastAPI

app = FastAPI()


@app.post("/chains")
async def chains(words: list[str]):
    found = []
    for word in words:
        if word[::-1] in words:  # want `within a loop over words takes about n² steps in words .* POST /chains`
            found.append(word)
    return found

from fastapi import FastAPI

app = FastAPI()


@app.post("/overlaps")
async def overlaps(spans: list[tuple[int, int]]):
    return [span for span in spans if any(other[0] < span[0] < other[1] for other in spans)]  # want `within a loop over spans takes about n² steps in spans .* POST /overlaps`

import torch
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["http://localhost:3000"])
model = torch.load("m.pt")


@app.get("/score")
def score():
    return model(torch.zeros(3)).tolist()

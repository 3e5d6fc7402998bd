from fastapi import FastAPI

from tools import Tools

app = FastAPI()
tools = Tools()


@app.get("/tools")
def list_tools():
    return [tool.name for tool in tools.all()]

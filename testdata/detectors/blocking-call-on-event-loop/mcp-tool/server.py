import requests
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("news")


@mcp.tool()
async def news(topic: str) -> str:
    return requests.get("https://example.org/" + topic, timeout=5).text  # want `requests\.get waits for the network`

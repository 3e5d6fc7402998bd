import time

import pytest


@pytest.mark.asyncio
async def test_written():
    time.sleep(0.1)
    with open("out/a.txt") as f:
        assert f.read() == "a"

"""A program that asks about a file and says each word as it arrives, for the test that kills it."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import aclosing
from pathlib import Path

from audio_desk.operations.asking.ask import ask
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import TextArrived
from audio_desk.paths import Paths
from audio_desk.settings import Settings
from tests.operations.asked import request_about


async def main(path: Path) -> None:
    desk = await Desk.open(Paths.default(), Settings)
    async with aclosing(ask(desk, await request_about(desk, path))) as events:
        async for event in events:
            if isinstance(event, TextArrived):
                print(time.monotonic(), event.text, flush=True)
    await desk.aclose()


asyncio.run(main(Path(sys.argv[1])))

"""A program that uploads a file and says how far it is, then the bytes' hash; for the test that kills it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from audio_desk.operations.desk import Desk
from audio_desk.operations.events import UploadEvent, Uploading
from audio_desk.paths import Paths
from audio_desk.settings import Settings
from tests.operations.uploads.sending import bring


def say(event: UploadEvent) -> None:
    if isinstance(event, Uploading):
        print(event.sent, flush=True)


async def main(path: Path) -> None:
    desk = await Desk.open(Paths.default(), Settings)
    file, _ = await bring(desk, path, say)
    print(file.sha256, flush=True)
    await desk.aclose()


asyncio.run(main(Path(sys.argv[1])))

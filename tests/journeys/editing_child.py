"""The program itself, for a test that kills it: somebody writes in the first line, a word at a time."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from PySide6.QtTest import QTest

from audio_desk import app
from audio_desk.paths import Paths
from audio_desk.session import Session
from audio_desk.settings import load
from tests.ui.waiting import until

_PAUSE_SECONDS = 0.3
"""Between two words, as a person who types."""


async def scene(session: Session) -> int:
    window = session.window
    window.opener.open(Path(sys.argv[1]))
    await until(lambda: session.document.script.script.segments)
    window.script.editing.begin(0)
    for number in range(1000):
        QTest.keyClicks(window.script.editing.editor, f" word{number}")
        print(time.monotonic(), f"word{number}", flush=True)
        await asyncio.sleep(_PAUSE_SECONDS)
    return 0


paths = Paths.default()
sys.exit(app.play(paths, load(paths.settings_file), paths.settings_file, scene))

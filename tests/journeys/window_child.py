"""The program itself, for tests that end it from outside: opens a file, transcribes, says what arrives."""

from __future__ import annotations

import sys
from pathlib import Path

from audio_desk import app
from audio_desk.paths import Paths
from audio_desk.session import Session
from audio_desk.settings import load


async def scene(session: Session) -> int:
    window = session.window
    window.runner.text_arrived.connect(lambda _id, text: print(text.strip(), flush=True))
    session.document.recording_changed.connect(lambda _recording: window.runner.transcribe())
    window.opener.open(Path(sys.argv[1]))
    await session.ending.wait()
    return 0


paths = Paths.default()
sys.exit(app.play(paths, load(paths.settings_file), paths.settings_file, scene))

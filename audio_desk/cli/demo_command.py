"""`audio-desk demo`: the sample's 00:34-00:52 transcribed on this computer, in the window or without one."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Final

from audio_desk.cli.display import has_display, missing_packages
from audio_desk.cli.options import Span
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell
from audio_desk.paths import Paths
from audio_desk.request.prompts import Task
from audio_desk.resources import sample_recording
from audio_desk.settings import load

START_SECONDS: Final = 34.0
END_SECONDS: Final = 52.0
PICTURE: Final = "audio-desk-demo.png"


def demo() -> int:
    """Transcribe a stretch of the sample interview on this computer, and show it in the window.

    Without a display the transcript is printed and audio-desk-demo.png is saved.
    """
    if missing := missing_packages():
        status = _without_qt()
        tell(f"No picture was saved: {missing}.")
        return status
    on_screen = has_display()
    if on_screen and (missing := missing_packages(display=True)):
        tell(f"The window cannot be opened: {missing}.")
        on_screen = False
    picture = None if on_screen else Path(PICTURE)
    return int(importlib.import_module("audio_desk.app").demo(offscreen=not on_screen, picture=picture))


def _without_qt() -> int:
    from audio_desk.cli.answering import Wish, answer

    settings = load(Paths.default().settings_file)
    wish = Wish(
        file=sample_recording(),
        span=Span(START_SECONDS, END_SECONDS),
        mode=settings.mode,
        task=Task.TRANSCRIPT,
        question="",
        account="on-device",
        model=settings.on_device_model,
    )
    return at_desk(settings, lambda desk: answer(desk, wish))

"""`audio-desk demo`: the sample's 00:34-00:52 transcribed on this computer, in the window or without one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from audio_desk.cli.display import NoWindow, has_display, load_app
from audio_desk.cli.options import Span
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell
from audio_desk.cli.wish import Wish
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
    if has_display():
        try:
            return int(load_app(display=True).demo(offscreen=False, picture=None))
        except NoWindow as why:
            tell(f"The window cannot be opened: {why}.")
    try:
        app = load_app(display=False)
    except NoWindow as why:
        status = _without_qt()
        tell(f"No picture was saved: {why}.")
        return status
    return int(app.demo(offscreen=True, picture=Path(PICTURE)))


def _without_qt() -> int:
    from audio_desk.cli.answering import answer

    settings = load(Paths.default().settings_file)
    wish = Wish(
        file=sample_recording(),
        span=Span(START_SECONDS, END_SECONDS),
        mode=settings.mode,
        task=Task.TRANSCRIPT,
        account="on-device",
        model=settings.on_device_model,
        settings=settings,
        given={},
    )
    return at_desk(settings, lambda desk: answer(desk, wish))

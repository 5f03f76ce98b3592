"""`audio-desk [FILE]`: the window, where there is a screen and what Qt needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audio_desk.cli.display import NoWindow, has_display, load_app
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.terminal import tell
from audio_desk.errors import AudioMissing

OptionalFile = Annotated[
    Path | None, typer.Argument(metavar="FILE", help="The recording.", show_default=False)
]


def open_window(file: OptionalFile = None) -> int:
    """Open the window, with FILE in it."""
    if file is not None and not file.exists():
        raise AudioMissing(file)
    if not has_display():
        tell(
            "There is no display to open the window on; these work without one:"
            " transcribe, ask, export, import, search, uploads, info, peaks, cut, serve, demo."
        )
        return ExitStatus.ERROR
    try:
        app = load_app(display=True)
    except NoWindow as why:
        tell(f"The window cannot be opened: {why}.")
        return ExitStatus.ERROR
    return int(app.run(file))

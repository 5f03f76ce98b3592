"""`audio-desk [FILE]`: the window, where there is a screen and what Qt needs."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated

import typer

from audio_desk.cli.display import has_display, missing_packages
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
            " transcribe, ask, uploads, info, serve, demo."
        )
        return ExitStatus.ERROR
    if missing := missing_packages(display=True):
        tell(f"The window cannot be opened: {missing}.")
        return ExitStatus.ERROR
    # By name: the window and the command line are beside each other, and most commands need no Qt.
    return int(importlib.import_module("audio_desk.app").run(file))

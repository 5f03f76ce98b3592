"""`audio-desk [FILE]` as a command among the others, with its help; most starts are quick.py's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audio_desk.cli.window_start import start_window

OptionalFile = Annotated[
    Path | None, typer.Argument(metavar="FILE", help="The recording.", show_default=False)
]


def open_window(file: OptionalFile = None) -> int:
    """Open the window, with FILE in it."""
    return start_window(file)

"""Opens the window, where there is a screen and what Qt needs; says why not elsewhere."""

from __future__ import annotations

from pathlib import Path

from audio_desk.cli.display import NoWindow, has_display, load_app
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.terminal import tell
from audio_desk.errors import AudioMissing


def start_window(file: Path | None) -> int:
    """With FILE in it; returns the exit status."""
    if file is not None and not file.exists():
        raise AudioMissing(file)
    if not has_display():
        tell(
            "There is no display to open the window on; these work without one:"
            " transcribe, ask, export, import, search, project, forget, uploads, info, peaks, cut, serve,"
            " demo."
        )
        return ExitStatus.ERROR
    try:
        app = load_app(display=True)
    except NoWindow as why:
        tell(f"The window cannot be opened: {why}.")
        return ExitStatus.ERROR
    return int(app.run(file))

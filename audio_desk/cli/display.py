"""Whether a window can be opened here, and what to say when it cannot."""

from __future__ import annotations

import os
import sys

from audio_desk.qt_libraries import missing_qt_libraries


def has_display() -> bool:
    """On Linux a window needs X11 or Wayland, unless Qt was told to draw elsewhere."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def missing_packages(*, display: bool = False) -> str:
    """What to install before Qt works, with the command that does; empty when nothing is missing."""
    packages = missing_qt_libraries(display=display)
    return (
        f"system libraries are missing, install them with `sudo apt-get install {packages}`"
        if packages
        else ""
    )

"""Whether a window can be opened here, and what to say when it cannot."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

from audio_desk.qt_libraries import missing_qt_libraries


class NoWindow(Exception):
    """Qt cannot work here; the text says why and what to install, without a full stop."""


def has_display() -> bool:
    """On Linux a window needs X11 or Wayland, unless Qt was told to draw elsewhere."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def load_app(*, display: bool) -> Any:
    """The module audio_desk.app; with `display`, able to open a window and not only to draw. Raises NoWindow.

    It is loaded by its name: the window and the command line are beside each other, and most commands need
    no Qt.
    """
    if packages := missing_qt_libraries(display=display):
        raise NoWindow(f"system libraries are missing, install them with `sudo apt-get install {packages}`")
    try:
        return importlib.import_module("audio_desk.app")
    except ImportError as error:
        raise NoWindow(f"Qt could not be loaded ({error})") from error

"""Which of the system's libraries Qt lacks on this computer, named as the packages that bring them.

Knows nothing of Qt itself, so it can be asked before the first import of PySide6.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Final

_DRAWING: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""What QtGui itself is linked against; Debian's package names."""

_X11: Final = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
"""What Qt needs besides for a window on an X11 display; without them it aborts the process."""


def missing_qt_libraries(*, display: bool = False) -> str:
    """Package names, spaced; empty when Qt can draw (with `display`: when it can open a window under X11)."""
    if not sys.platform.startswith("linux"):
        return ""
    wanted = {**_DRAWING, **_X11} if display and _draws_with_x11() else _DRAWING
    return " ".join(package for library, package in wanted.items() if not _loads(library))


def _draws_with_x11() -> bool:
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return chosen.startswith("xcb") or (not chosen and bool(os.environ.get("DISPLAY")))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

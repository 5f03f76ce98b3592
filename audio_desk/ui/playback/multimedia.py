"""Loads QtMultimedia, on first use, in the one way that cannot stop the program for ever."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QLoggingCategory, qInstallMessageHandler

_NAME: Final = "PySide6.QtMultimedia"
_QUIET: Final = "qt.multimedia.symbolsresolver=false"
"""What it says about sound systems that are not installed; QT_LOGGING_RULES brings it back."""


def load_multimedia() -> bool:
    """Import it with no message handler of ours in place; whether it is there only now. Raises ImportError.

    The library speaks while the system's loader is at work on it, which holds a lock of the process. A
    handler in Python lets other threads run, and one that imports a module waits for that lock while it keeps
    Python's own from the handler: neither would ever go on.
    """
    if _NAME in sys.modules:
        return False
    QLoggingCategory.setFilterRules(_QUIET)
    handler = qInstallMessageHandler(None)
    try:
        import PySide6.QtMultimedia  # noqa: F401 - for its being loaded
    finally:
        qInstallMessageHandler(handler)
    return True

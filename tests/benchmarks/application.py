"""A Qt application for as long as something of the window is measured."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from audio_desk.app import SWITCH_SECONDS


@contextmanager
def application() -> Iterator[QApplication]:
    """The one there is, or a new one without a screen; threads take turns as in the program."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.setswitchinterval(SWITCH_SECONDS)
    running = QApplication.instance()
    yield running if isinstance(running, QApplication) else QApplication(["benchmarks"])

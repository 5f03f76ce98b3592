"""A Qt application for as long as something of the window is measured."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication


@contextmanager
def application() -> Iterator[QApplication]:
    """The one there is, or a new one without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    yield running if isinstance(running, QApplication) else QApplication(["benchmarks"])

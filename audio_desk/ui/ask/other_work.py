"""What others than the runner ask about the shown recording: in parts, or of many regions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, SignalInstance


class OtherWork(QObject):
    changed = Signal()
    """Some of it began, went on or ended"""
    stop_wanted = Signal()
    """Of all of it"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_begun: list[Callable[[], bool]] = []
        self.takes_parts: Callable[[], bool] = lambda: False
        """Begins what is wanted now in parts, where it is too long for one request and the user agrees."""

    @property
    def has_begun(self) -> bool:
        """Whether what would be transcribed now is already asked about."""
        return any(has_begun() for has_begun in self._has_begun)

    def add(self, has_begun: Callable[[], bool], changed: SignalInstance, stop: Callable[[], None]) -> None:
        self._has_begun.append(has_begun)
        changed.connect(self.changed)
        self.stop_wanted.connect(stop)

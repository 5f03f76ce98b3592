"""Remembers where the window stood and how its panes were divided."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter, QWidget

from audio_desk.ui.preferences import Preferences

FIRST_SIZE_PX = (1440, 900)


class WindowState:
    """Splitters are known by their object names; one that was never moved keeps its own sizes."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        self._window = window
        self._preferences = preferences

    def restore(self) -> None:
        settings = self._preferences.settings
        geometry = QByteArray.fromBase64(settings.window_geometry.encode("ascii", "ignore"))
        if geometry.isEmpty() or not self._window.restoreGeometry(geometry):
            self._window.resize(*self._first_size())
        known = dict(settings.splitters)
        for splitter in self._splitters():
            sizes = known.get(splitter.objectName(), ())
            if len(sizes) == splitter.count() and all(size >= 0 for size in sizes):
                splitter.setSizes(list(sizes))

    def remember(self) -> None:
        sizes = dict(self._preferences.settings.splitters)
        for splitter in self._splitters():
            if splitter.isVisible():
                sizes[splitter.objectName()] = tuple(splitter.sizes())
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self._preferences.change(window_geometry=geometry, splitters=tuple(sorted(sizes.items())))

    def _splitters(self) -> list[QSplitter]:
        return [splitter for splitter in self._window.findChildren(QSplitter) if splitter.objectName()]

    def _first_size(self) -> tuple[int, int]:
        """Never more than the screen has."""
        room = self._window.screen().availableGeometry()
        return min(FIRST_SIZE_PX[0], room.width()), min(FIRST_SIZE_PX[1], room.height())

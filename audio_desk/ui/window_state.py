"""Remembers where the window stood and how its panes were divided."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QSplitter, QWidget

from audio_desk.ui.preferences import Preferences

FIRST_SIZE_PX = (1440, 900)
FRAME_PX = (16, 48)
"""What window managers put around a window, at most; it is not known before the window is shown."""


class WindowState:
    """Splitters and the dock are known by their object names."""

    def __init__(self, window: QMainWindow, dock: QDockWidget, preferences: Preferences) -> None:
        self._window = window
        self._dock = dock
        self._preferences = preferences

    def restore_place(self) -> None:
        """Where the window stood, and how large it was."""
        settings = self._preferences.settings
        geometry = QByteArray.fromBase64(settings.window_geometry.encode("ascii", "ignore"))
        if geometry.isEmpty() or not self._window.restoreGeometry(geometry):
            self._window.resize(*self._first_size())
        for width in dict(settings.splitters).get(self._dock.objectName(), ()):
            self._window.resizeDocks([self._dock], [width], Qt.Orientation.Horizontal)

    def restore_splitters(self, within: QWidget) -> None:
        """Of those that are there now."""
        known = dict(self._preferences.settings.splitters)
        for splitter in _splitters(within):
            sizes = known.get(splitter.objectName(), ())
            if len(sizes) == splitter.count() and all(size >= 0 for size in sizes):
                splitter.setSizes(list(sizes))

    def remember(self) -> None:
        sizes = dict(self._preferences.settings.splitters)
        for splitter in _splitters(self._window):
            if splitter.isVisible():
                sizes[splitter.objectName()] = tuple(splitter.sizes())
        if self._dock.isVisible() and not self._dock.isFloating():
            sizes[self._dock.objectName()] = (self._dock.width(),)
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self._preferences.change(window_geometry=geometry, splitters=tuple(sorted(sizes.items())))

    def _first_size(self) -> tuple[int, int]:
        """Never more than the screen has, its own frame included."""
        room = self._window.screen().availableGeometry()
        width, height = room.width() - FRAME_PX[0], room.height() - FRAME_PX[1]
        return min(FIRST_SIZE_PX[0], width), min(FIRST_SIZE_PX[1], height)


def _splitters(within: QWidget) -> list[QSplitter]:
    return [splitter for splitter in within.findChildren(QSplitter) if splitter.objectName()]

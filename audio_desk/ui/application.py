"""The Qt application: a wish to quit is announced, never obeyed at once, so that things close in order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from audio_desk.ui.icons import icon
from audio_desk.ui.style import text_font
from audio_desk.ui.theme import LIGHT
from audio_desk.ui.waveform.accessible.waves import accessible_waves


class Application(QApplication):
    """Fusion everywhere: one style to design for, and one that a style sheet can reach.

    It is chosen by Qt's own option: `setStyle` answers with an object whose class takes PySide 10 ms to make.
    """

    quit_requested = Signal()
    """By the last window, the system's menu, the end of the session, or a signal of the process."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__([*(arguments or ("audio-desk",)), "-style", "fusion"])
        self.setApplicationName("audio-desk")
        self.setApplicationDisplayName("Audio Desk")
        self.setDesktopFileName("audio-desk")
        self.setQuitOnLastWindowClosed(False)
        self.setWindowIcon(icon("wave", LIGHT.accent))
        self.setFont(text_font(self.font()))
        QAccessible.installFactory(accessible_waves())

    @property
    def has_screen(self) -> bool:
        """Whether anybody can see a dialog, and answer it."""
        return self.platformName() not in ("offscreen", "minimal")

    @override
    def event(self, event: QEvent) -> bool:
        """`app.quit()` would cancel the coroutine that closes everything."""
        if event.type() == QEvent.Type.Quit:
            self.quit_requested.emit()
            return True
        return super().event(event)

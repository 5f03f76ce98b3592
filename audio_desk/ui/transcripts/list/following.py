"""Whether the transcript's list scrolls along with the playhead, and the chip that makes it do so again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton

from audio_desk.ui.style import mark

PAUSE_MS = 5000
"""After scrolling by hand or typing the list stays where it is for so long."""
_MARGIN_PX = 10


class ListFollowing(QObject):
    """Paused for a while after `pause`, and as long as it is held."""

    resumed = Signal()

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self._is_held = False
        self._plays = False
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._changed)
        self.chip = QPushButton(self.tr("Resume following"), view)
        self.chip.setObjectName("resume-following")
        self.chip.setToolTip(self.tr("Scroll along with what is heard again"))
        self.chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chip.clicked.connect(self.resume)
        mark(self.chip, role="primary")
        self.chip.hide()

    @property
    def is_paused(self) -> bool:
        return self._is_held or self._pause.isActive()

    def pause(self) -> None:
        self._pause.start()
        self._show_chip()

    def hold(self, held: bool) -> None:
        """While a line is being written."""
        self._is_held = held
        self._changed()

    def resume(self) -> None:
        """At once."""
        self._pause.stop()
        self._is_held = False
        self._changed()

    def set_playing(self, plays: bool) -> None:
        """Without sound there is nothing to follow."""
        self._plays = plays
        self._show_chip()

    def place(self) -> None:
        """At the foot of the list, in the middle."""
        room, size = self._view.viewport().geometry(), self.chip.sizeHint()
        left = room.center().x() - size.width() // 2
        self.chip.setGeometry(left, room.bottom() - size.height() - _MARGIN_PX, size.width(), size.height())

    def _changed(self) -> None:
        self._show_chip()
        if not self.is_paused:
            self.resumed.emit()

    def _show_chip(self) -> None:
        shown = self._plays and self.is_paused
        if shown:
            self.place()
        self.chip.setVisible(shown)

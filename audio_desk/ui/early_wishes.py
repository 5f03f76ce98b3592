"""What the user wishes of the window before its panes are there: kept, and done in order once they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override

if TYPE_CHECKING:
    from audio_desk.ui.main_window import MainWindow


class EarlyWishes(QObject):
    """Keys that no widget took, pressed buttons, and files to be opened."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._wishes: list[Callable[[], object]] = []
        for button in window.findChildren(QAbstractButton):
            if button.objectName() and not button.isCheckable():
                button.clicked.connect(self._keep_press)
        window.installEventFilter(self)

    def open(self, path: Path) -> None:
        """It is said at once that it will be."""
        self._window.empty.set_busy(path.name)
        self._wishes.append(partial(self._window.open, path))

    def fulfil(self) -> None:
        """From now on everything does what it says by itself."""
        self._window.removeEventFilter(self)
        for wish in tuple(self._wishes):
            wish()
        self.deleteLater()

    def _keep_press(self) -> None:
        button = self.sender()
        if isinstance(button, QAbstractButton):
            self._wishes.append(partial(self._press, button.objectName()))

    def _press(self, name: str) -> None:
        """Of what has that name now: another may have taken the button's place."""
        button = self._window.findChild(QAbstractButton, name)
        if isinstance(button, QAbstractButton):
            button.click()

    def _trigger(self, keys: QKeyCombination) -> None:
        wanted = QKeySequence(keys)
        for action in self._window.actions():
            if wanted in action.shortcuts():
                action.trigger()

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._wishes.append(partial(self._trigger, event.keyCombination()))
        return False

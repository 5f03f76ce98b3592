"""A person at the window: opens, points, presses, types and reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.session import Session
from audio_desk.ui.document import Document
from audio_desk.ui.main_window import MainWindow
from tests.server_process import ServerProcess
from tests.ui.waiting import until
from tests.ui.waveform.hand import Hand

W = TypeVar("W", bound=QWidget)
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class DeskWindow:
    """Everything goes through real events; what is read is what the window shows."""

    def __init__(self, session: Session, server: ServerProcess, loop: Any) -> None:
        self.session = session
        self.server = server
        self.hand = Hand(self.window.waveform.wave)
        self._loop = loop
        self._ended = False

    @property
    def window(self) -> MainWindow:
        return self.session.window

    @property
    def document(self) -> Document:
        return self.session.document

    @property
    def recording(self) -> Recording:
        recording = self.document.recording
        assert recording is not None
        return recording

    @property
    def selected_seconds(self) -> tuple[float, float]:
        assert self.document.selection is not None
        return self.document.selection.seconds(self.recording.rate)

    async def open(self, path: Path) -> None:
        """As the program does with a file of its command line; waits until it is all drawn."""
        self.window.opener.open(path)
        await self.shows(path)

    async def shows(self, path: Path) -> None:
        """Wait until the recording at `path` is open and drawn."""
        await until(lambda: self.document.recording is not None and self.recording.path == path)
        await self.window.settled()
        self.window.activateWindow()
        await until(self.window.isActiveWindow)

    def drag(self, start: float, end: float) -> None:
        """Over the waveform, between two times in seconds, with Alt: just there, whatever is near."""
        self.hand.drag(self.x_of(start), self.x_of(end), keys=Qt.KeyboardModifier.AltModifier)

    def x_of(self, seconds: float) -> float:
        """Pixels from the waveform's left edge."""
        return self.window.waveform.viewport.x_of(seconds * self.recording.rate)

    def click(self, name: str) -> None:
        """The button called `name`, in the window or in a dialog of it."""
        button = self._button(name)
        assert button.isVisible(), f"{name} cannot be seen"
        assert button.isEnabled(), f"{name} cannot be pressed"
        QTest.mouseClick(button, LEFT, NO_KEYS, button.rect().center())

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """To whatever has the focus."""
        focused = QApplication.focusWidget()
        QTest.keyClick(focused if focused is not None else self.window, key, keys)

    def write(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def drop(self, path: Path, on: QWidget | None = None) -> bool:
        """A file dragged from another program and let go; whether the window took it."""
        target = on if on is not None else self.window
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
        QApplication.sendEvent(target, enter)
        if not enter.isAccepted():
            return False
        dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
        QApplication.sendEvent(target, dropped)
        return dropped.isAccepted()

    def find(self, kind: type[W], name: str) -> W:
        """The one visible widget of this kind and name, in the window or its dialogs."""
        (found,) = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        return found

    def label(self, name: str) -> str:
        return self.find(QLabel, name).text()

    async def dialog(self, kind: type[W]) -> W:
        """Wait for a dialog of this kind to be shown."""
        try:
            await until(lambda: any(dialog.isVisible() for dialog in self.window.findChildren(kind)))
        except AssertionError as waited:
            told = (self.window.banner.message, self.window.status.work.text(), self.open_dialogs())
            raise AssertionError(f"no {kind.__name__} came; the window says {told}") from waited
        (found,) = [dialog for dialog in self.window.findChildren(kind) if dialog.isVisible()]
        return found

    def open_dialogs(self) -> list[str]:
        return [dialog.objectName() for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]

    def end(self) -> None:
        """Close the window as the program does; a second time does nothing."""
        if not self._ended:
            self._ended = True
            self._loop.run_until_complete(self.session.end())

    def _button(self, name: str) -> QAbstractButton:
        found = [button for button in self.window.findChildren(QAbstractButton, name) if button.isVisible()]
        assert found, f"no button {name} can be seen"
        return found[0]

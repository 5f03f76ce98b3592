"""What can be done with one upload besides deleting it: ask about it, open its recording, show its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from audio_desk.errors import AudioMissing
from audio_desk.operations.desk import Desk
from audio_desk.operations.uploads.files import Upload
from audio_desk.ui.commands import key_words
from audio_desk.ui.dialogs import ask_user
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.task_scope import TaskScope
from audio_desk.ui.uploads.ask_upload_dialog import AskUploadDialog


class UploadActs(QObject):
    open_wanted = Signal(object)
    """Path of a recording"""
    ask_wanted = Signal(object)
    """Path of a recording that is to be asked about"""
    failed = Signal(object)
    """AudioDeskError"""

    def __init__(self, desk: Desk, preferences: Preferences, scope: TaskScope, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preferences = preferences
        self._scope = scope
        self._parent = parent

    def ask(self, upload: Upload) -> None:
        """In the window where its recording is here, else in a dialog of its own."""
        path = _path_of(upload)
        if path is not None and path.is_file():
            self.ask_wanted.emit(path)
        elif not self._scope.is_running("ask dialog"):
            self._scope.start("ask dialog", self._ask(upload))

    def open(self, upload: Upload) -> None:
        """Its recording, or what can be asked where there is none."""
        path = _path_of(upload)
        if path is None:
            self.ask(upload)
        else:
            self.open_wanted.emit(path)

    def show_folder(self, upload: Upload) -> None:
        path = _path_of(upload)
        if path is None:
            return
        if path.parent.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
        else:
            self.failed.emit(AudioMissing(path))

    def fill(self, menu: QMenu, upload: Upload) -> None:
        """The acts for a menu of one upload."""
        self._add(menu, self.tr("Ask about it"), lambda: self.ask(upload))
        if upload.recording is not None:
            words = f"{self.tr('Open its recording')}\t{key_words('Return')}"
            self._add(menu, words, lambda: self.open(upload))
            self._add(menu, self.tr("Show its recording's folder"), lambda: self.show_folder(upload))

    def _add(self, menu: QMenu, words: str, act: Callable[[], object]) -> None:
        menu.addAction(words).triggered.connect(lambda _checked: act())

    async def _ask(self, upload: Upload) -> None:
        dialog = AskUploadDialog(self._desk, upload, self._preferences, self._scope, self._parent.window())
        await ask_user(dialog)


def _path_of(upload: Upload) -> Path | None:
    return upload.recording.path if upload.recording is not None else None

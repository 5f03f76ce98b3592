"""What the window asks the user: a file, a key, a time, settings; each dialog is awaited."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from audio_desk.operations.desk import Desk
from audio_desk.ui.commands import Group
from audio_desk.ui.dialogs import ask_user, choose_file, choose_folder
from audio_desk.ui.document import Document
from audio_desk.ui.file_filters import openable_file_filters
from audio_desk.ui.go_to_time import GoToTime
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.settings.key_dialog import KeyDialog
from audio_desk.ui.settings.settings_dialog import SettingsDialog
from audio_desk.ui.shortcuts import ShortcutsSheet
from audio_desk.ui.task_scope import TaskScope, report_bug


class Errands(QObject):
    """At most one dialog, and one more on top of the settings."""

    file_chosen = Signal(object)
    """Path"""
    time_chosen = Signal(float)
    """Seconds"""
    key_changed = Signal()

    def __init__(self, desk: Desk, document: Document, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._document, self._preferences, self._window = desk, document, preferences, window
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)

    def choose_file(self) -> None:
        self._run("dialog", self._choose_file)

    def go_to_time(self) -> None:
        if self._document.measured is not None:
            self._run("dialog", self._go_to_time)

    def show_settings(self) -> None:
        self._run("dialog", self._show_settings)

    def show_shortcuts(self, groups: tuple[Group, ...]) -> None:
        self._run("dialog", lambda: self._show(ShortcutsSheet(groups, self._window)))

    def ask_for_key(self) -> None:
        self._run("dialog on top", self._ask_for_key)

    def _run(self, name: str, errand: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """A dialog that is open stays."""
        if not self._scope.is_running(name):
            self._scope.start(name, errand())

    async def _show(self, dialog: QDialog) -> None:
        await ask_user(dialog)

    async def _choose_file(self) -> None:
        shown = self._document.shown
        path = await choose_file(
            self._window,
            self.tr("Open a recording or a project"),
            shown.path.parent if shown is not None else Path.home(),
            openable_file_filters(),
        )
        if path is not None:
            self.file_chosen.emit(path)

    async def _go_to_time(self) -> None:
        measured = self._document.measured
        if measured is None:
            return
        dialog = GoToTime(measured.duration, self._window)
        if await ask_user(dialog) == QDialog.DialogCode.Accepted:
            self.time_chosen.emit(dialog.seconds)

    async def _show_settings(self) -> None:
        dialog = SettingsDialog(self._preferences, self._window)
        dialog.key_wanted.connect(self.ask_for_key)
        dialog.folder_wanted.connect(lambda: self._run("dialog on top", lambda: self._choose_model(dialog)))
        await ask_user(dialog)

    async def _choose_model(self, settings: SettingsDialog) -> None:
        folder = await choose_folder(settings, self.tr("Folder of a speech model"))
        if folder is not None:
            settings.use_speech_model(str(folder))

    async def _ask_for_key(self) -> None:
        dialog = KeyDialog(self._desk, self._window)
        dialog.key_changed.connect(self.key_changed)
        if await ask_user(dialog) == QDialog.DialogCode.Accepted:
            self._preferences.change(account="gemini")

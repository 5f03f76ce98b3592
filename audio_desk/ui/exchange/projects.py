"""Saves the recording's work as a project file, and opens such files."""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError, OutputExists, ProjectSoundMissing
from audio_desk.operations.desk import Desk
from audio_desk.operations.projects.file import SUFFIX
from audio_desk.operations.projects.opening import OpenedProject, open_project
from audio_desk.operations.projects.saving import save_project
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.telling import told_here
from audio_desk.ui.dialogs import ask_user, choose_file, choose_target
from audio_desk.ui.document import Document
from audio_desk.ui.exchange.exchange import Keep, may_replace
from audio_desk.ui.exchange.project_dialog import ProjectDialog
from audio_desk.ui.file_filters import sound_file_filters
from audio_desk.ui.task_scope import TaskScope, report_bug


class Projects(QObject):
    """One at a time. A project that cannot be opened leaves everything as it is."""

    opened = Signal(object)
    """Path of the recording, which is to be shown"""
    failed = Signal(object)
    """Words"""
    told = Signal(str)
    working = Signal(str)
    """What is being done; empty when it is over"""

    def __init__(self, desk: Desk, document: Document, keep: Keep, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._document, self._keep, self._window = desk, document, keep, window
        self._is_saving = False
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)

    @staticmethod
    def can_open(path: Path) -> bool:
        return path.suffix.lower() == SUFFIX

    def save(self) -> None:
        recording = self._document.recording
        if recording is not None:
            self._run(self._save(recording))

    def stop(self) -> None:
        """What is being saved; one that is being opened is whole in a moment."""
        if self._is_saving:
            self._scope.cancel("project")
            self.told.emit(self.tr("Stopped: no project was saved"))

    def open(self, path: Path) -> None:
        self._run(self._open(path))

    def _run(self, errand: Coroutine[Any, Any, None]) -> None:
        """What is under way stays."""
        if self._scope.is_running("project"):
            errand.close()
        else:
            self._scope.start("project", self._fenced(errand))

    async def _fenced(self, errand: Coroutine[Any, Any, None]) -> None:
        try:
            await errand
        except AudioDeskError as error:
            self.failed.emit(words_for(error))
        finally:
            self.working.emit("")

    async def _save(self, recording: Recording) -> None:
        dialog = ProjectDialog(recording.path.name, recording.info.size_bytes, self._window)
        if await ask_user(dialog) != QDialog.DialogCode.Accepted:
            return
        with_sound = dialog.with_sound
        start = recording.path.with_suffix(SUFFIX)
        title, filters = self.tr("Save project"), self.tr("Audio Desk projects (*{0})").format(SUFFIX)
        target = await choose_target(self._window, title, start, SUFFIX.removeprefix("."), filters)
        if target is None:
            return
        await self._keep()
        try:
            await self._write(recording, target, with_sound, replace=False)
        except OutputExists:
            self.working.emit("")
            if not await may_replace(self._window, target):
                return
            await self._write(recording, target, with_sound, replace=True)
        self.told.emit(self.tr("Saved as {0}").format(target.name))

    async def _write(self, recording: Recording, target: Path, with_sound: bool, *, replace: bool) -> None:
        words = self.tr("Saving {0}, {1} %")

        def show(part: float) -> None:
            self.working.emit(words.format(target.name, int(part * 100)))

        self._is_saving = True
        try:
            with told_here(show) as told:
                await save_project(
                    self._desk,
                    recording,
                    target,
                    with_sound=with_sound,
                    replace_file=replace,
                    on_progress=told,
                )
        finally:
            self._is_saving = False

    async def _open(self, path: Path) -> None:
        await self._keep()
        try:
            found = await self._read(path)
        except ProjectSoundMissing as missing:
            self.working.emit("")
            title = self.tr("Where is {0}?").format(missing.path.name)
            sound = await choose_file(self._window, title, path.parent, sound_file_filters())
            if sound is None:
                raise
            found = await self._read(path, sound)
        self.opened.emit(found.recording.path)
        self.told.emit(self.tr("Opened {0}").format(path.name))

    async def _read(self, path: Path, sound: Path | None = None) -> OpenedProject:
        words = self.tr("Opening {0}, {1} %")
        self.working.emit(self.tr("Opening {0}").format(path.name))

        def show(part: float) -> None:
            self.working.emit(words.format(path.name, int(part * 100)))

        with told_here(show) as told:
            return await open_project(self._desk, path, sound=sound, on_progress=told)

"""Runs the library window: lists, searches, leads to a place, locates and forgets recordings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError, NoWords
from audio_desk.library.forgetting import Known
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.forget_recording import forget_recording, what_is_kept
from audio_desk.operations.recordings.locate_recording import locate_recording, missing_recordings
from audio_desk.operations.transcripts.search import Hit, search, terms_of
from audio_desk.ui.dialogs import ask_user, choose_file
from audio_desk.ui.document import Document
from audio_desk.ui.file_filters import sound_file_filters
from audio_desk.ui.library.entries import Entry
from audio_desk.ui.library.forget_dialog import ForgetDialog
from audio_desk.ui.library.library_window import LibraryWindow
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.theme import Theme


class Shelf(QObject):
    """`close_recording` ends all work on the open one; it gives False where that must not be now."""

    open_wanted = Signal(object, object)
    """RecordingRecord, and the Hit to go to | None"""
    export_wanted = Signal(object)
    """RecordingRecord, whose file is gone"""
    forgotten = Signal(object)
    """RecordingRecord: nothing of it is here any more"""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        theme: Theme,
        close_recording: Callable[[], Awaitable[bool]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._document, self._theme, self._parent = desk, document, theme, window
        self._close_recording = close_recording
        self._window: LibraryWindow | None = None
        self._known: tuple[Known, ...] = ()
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)

    def show(self) -> None:
        """As it was left, with what came meanwhile."""
        window = self._made()
        window.show()
        window.raise_()
        window.activateWindow()
        window.field.setFocus()
        window.field.selectAll()
        self._look()

    def forget_open(self) -> None:
        """The recording in the window, after asking."""
        recording = self._document.recording
        if recording is not None:
            self._forget(recording.record)

    def _made(self) -> LibraryWindow:
        if self._window is None:
            self._window = window = LibraryWindow(self._theme, self._parent)
            window.search_wanted.connect(lambda _words: self._look())
            window.open_wanted.connect(self._open)
            window.locate_wanted.connect(self._locate)
            window.export_wanted.connect(self._export)
            window.forget_wanted.connect(self._forget)
        return self._window

    def _look(self) -> None:
        if self._window is not None and self._window.isVisible():
            self._scope.start("search", self._fenced(self._search(self._window)))

    async def _search(self, window: LibraryWindow) -> None:
        words = window.words
        self._known = await self._desk.run(self._desk.store.known)
        entries: tuple[Entry, ...] = self._known
        if words:
            entries = (*_named(self._known, words), *await self._hits(words))
        window.show_entries(entries, words)
        records = {entry.recording.id: entry.recording for entry in entries}
        window.model.show_missing(await missing_recordings(self._desk, records.values()))

    async def _hits(self, words: str) -> tuple[Hit, ...]:
        try:
            return await search(self._desk, words)
        except NoWords:  # signs alone
            return ()

    def _open(self, entry: Entry) -> None:
        window = self._made()
        if entry.recording.id in window.model.missing:
            self._locate(entry)
            return
        window.hide()
        self.open_wanted.emit(entry.recording, entry if isinstance(entry, Hit) else None)

    def _export(self, record: RecordingRecord) -> None:
        self._made().hide()
        self.export_wanted.emit(record)

    # --- locating ------------------------------------------------------------------------------------------

    def _locate(self, entry: Entry) -> None:
        if not self._scope.is_running("errand"):
            self._scope.start("errand", self._fenced(self._locate_now(entry)))

    async def _locate_now(self, entry: Entry) -> None:
        window, record = self._made(), entry.recording
        title = self.tr("Where is {0}?").format(record.name)
        path = await choose_file(window, title, record.path.parent, sound_file_filters())
        if path is None:
            return
        found = await locate_recording(self._desk, record, path)
        window.hide()
        self.open_wanted.emit(found.record, entry if isinstance(entry, Hit) else None)

    # --- forgetting ----------------------------------------------------------------------------------------

    def _forget(self, record: RecordingRecord) -> None:
        if not self._scope.is_running("errand"):
            self._scope.start("errand", self._fenced(self._forget_now(record)))

    async def _forget_now(self, record: RecordingRecord) -> None:
        kept = await what_is_kept(self._desk, record)
        dialog = ForgetDialog(kept, self._dialog_parent())
        if await ask_user(dialog) != QDialog.DialogCode.Accepted:
            return
        uploads = dialog.uploads.isChecked()
        opened = self._document.recording
        is_open = opened is not None and opened.record.id == record.id
        if is_open and not await self._close_recording():
            self._tell(self.tr("An answer about it is on its way: stop it first. Nothing was deleted."))
            return
        await forget_recording(self._desk, await what_is_kept(self._desk, record), uploads=uploads)
        self.forgotten.emit(record)
        self._look()

    def _dialog_parent(self) -> QWidget:
        window = self._window
        return window if window is not None and window.isVisible() else self._parent

    async def _fenced(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except AudioDeskError as error:
            self._tell(words_for(error).sentence)

    def _tell(self, sentence: str) -> None:
        window = self._made()
        window.show_note(sentence)
        window.show()


def _named(known: tuple[Known, ...], words: str) -> tuple[Known, ...]:
    """Those whose name has all the words."""
    terms = [term.casefold() for term in terms_of(words)]
    return tuple(
        one for one in known if terms and all(term in one.recording.name.casefold() for term in terms)
    )

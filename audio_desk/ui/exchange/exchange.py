"""Hands transcript, regions and answers to files and the clipboard, and takes them from files."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from audio_desk.error_text import Words, skipped_words, tiers_words, words_for
from audio_desk.errors import AudioDeskError, OutputExists, Stopped
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.kept_recording import without_sound
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.recordings.regions import list_regions
from audio_desk.operations.telling import told_here
from audio_desk.operations.transcripts.copy_transcript import transcript_text
from audio_desk.operations.transcripts.export_document import export_document, gather, has_no_speech
from audio_desk.operations.transcripts.import_transcript import Imported, import_transcript
from audio_desk.transcripts.formats.document import Document as Kept
from audio_desk.transcripts.formats.document import What
from audio_desk.ui.dialogs import ask_user, choose_file, choose_target, confirm
from audio_desk.ui.document import Document
from audio_desk.ui.exchange.choice import ExportChoice, to_remember
from audio_desk.ui.exchange.export_dialog import ExportDialog
from audio_desk.ui.exchange.format_words import READABLE_ENDINGS, ending_of, filter_of, import_filters
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.regions.book import Edit
from audio_desk.ui.task_scope import TaskScope, report_bug

Keep = Callable[[], Awaitable[None]]
"""Writes what was changed a moment ago, so that it goes along."""


class Exchange(QObject):
    """One thing at a time; what goes wrong is one sentence, and no file is left half written."""

    imported = Signal()
    """The library has new answers of the recording that is shown"""
    failed = Signal(object)
    """Words"""
    told = Signal(str)
    """What was done"""
    working = Signal(str)
    """What is being done; empty when it is over"""

    def __init__(
        self, desk: Desk, document: Document, preferences: Preferences, keep: Keep, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._document, self._preferences = desk, document, preferences
        self._keep, self._window = keep, window
        self._stop = threading.Event()
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)

    def export(self) -> None:
        self._run(self._export)

    def export_kept(self, record: RecordingRecord) -> None:
        """Of a recording whose file is gone; what is under way stays."""
        if not self._scope.is_running("exchange"):
            self._scope.start("exchange", self._fenced(self._export(without_sound(record))))

    def import_file(self) -> None:
        self._run(self._choose_import)

    def take(self, path: Path) -> None:
        """Import the file at `path`, as one that was dropped."""
        self._run(lambda recording: self._import(recording, path), path)

    def stop(self) -> None:
        """What is being written or read; what is in its place already stays."""
        self._stop.set()

    def copy(self, *, times: bool) -> None:
        self._run(lambda recording: self._copy(recording, times))

    @staticmethod
    def can_take(path: Path) -> bool:
        """Whether it is a transcript by its name, and no recording."""
        return path.suffix.lower().removeprefix(".") in READABLE_ENDINGS

    def _run(
        self, errand: Callable[[Recording], Coroutine[Any, Any, None]], path: Path | None = None
    ) -> None:
        """What is under way stays."""
        recording = self._document.recording
        if recording is None:
            if path is not None:
                self.failed.emit(self._no_recording(path))
        elif not self._scope.is_running("exchange"):
            self._scope.start("exchange", self._fenced(errand(recording)))

    async def _fenced(self, errand: Coroutine[Any, Any, None]) -> None:
        self._stop = threading.Event()
        try:
            await errand
        except Stopped:
            self.told.emit(self.tr("Stopped: nothing was changed"))
        except AudioDeskError as error:
            self.failed.emit(words_for(error))
        finally:
            self.working.emit("")

    # --- out -----------------------------------------------------------------------------------------------

    async def _export(self, recording: Recording) -> None:
        await self._keep()
        gathered, settings = await gather(self._desk, recording), self._preferences.settings
        dialog = ExportDialog(settings, _counts(gathered), self._window, no_speech=has_no_speech(gathered))
        if await ask_user(dialog) != QDialog.DialogCode.Accepted:
            return
        choice = dialog.choice
        self._preferences.change(**to_remember(choice, self._preferences.settings))
        target = await self._choose_target(recording, choice)
        if target is None:
            return
        self._preferences.change(export_folder=str(target.parent))
        await self._write(recording, choice, target)

    async def _choose_target(self, recording: Recording, choice: ExportChoice) -> Path | None:
        last = self._preferences.settings.export_folder
        folder = await self._desk.run(_folder, last, recording)
        suffix = ending_of(choice.kind)
        start = folder / f"{recording.path.stem}.{suffix}"
        return await choose_target(self._window, self.tr("Export"), start, suffix, filter_of(choice.kind))

    async def _write(self, recording: Recording, choice: ExportChoice, target: Path) -> None:
        for replace in (False, True):
            try:
                await self._write_once(recording, choice, target, replace=replace)
            except OutputExists:
                self.working.emit("")
                if not await may_replace(self._window, target):
                    return
            else:
                self.told.emit(self.tr("Exported to {0}").format(target.name))
                return

    async def _write_once(
        self, recording: Recording, choice: ExportChoice, target: Path, *, replace: bool
    ) -> None:
        words = self.tr("Exporting {0}, {1} %")

        def show(part: float) -> None:
            self.working.emit(words.format(target.name, int(part * 100)))

        self.working.emit(self.tr("Exporting {0}").format(target.name))
        with told_here(show) as told:
            await export_document(
                self._desk,
                recording,
                choice.kind,
                target,
                what=choice.what,
                layout=choice.layout,
                replace=replace,
                stop=self._stop,
                on_progress=told,
            )

    async def _copy(self, recording: Recording, times: bool) -> None:
        await self._keep()
        text = await transcript_text(self._desk, recording, times=times)
        QGuiApplication.clipboard().setText(text)
        self.told.emit(self.tr("The transcript was copied"))

    # --- in ------------------------------------------------------------------------------------------------

    async def _choose_import(self, recording: Recording) -> None:
        path = await choose_file(
            self._window, self.tr("Import"), recording.path.parent, filters=import_filters()
        )
        if path is not None:
            await self._import(recording, path)

    async def _import(self, recording: Recording, path: Path) -> None:
        await self._keep()
        self.working.emit(self.tr("Importing {0}").format(path.name))
        found = await import_transcript(self._desk, recording, path, as_regions=None, stop=self._stop)
        regions = await list_regions(self._desk, recording)
        if recording is not self._document.recording:
            return  # it is kept, and seen when the recording is opened again
        book = self._document.regions
        new = tuple(Edit(None, region) for region in regions if book.get(region.id) is None)
        with self._document.history.one_step():
            book.apply(new)
        self.imported.emit()
        self.told.emit(self._imported_words(path, found))

    def _imported_words(self, path: Path, found: Imported) -> str:
        counts = (
            (found.segments, self.tr("{0} lines")),
            (found.regions, self.tr("{0} regions")),
            (found.answers, self.tr("{0} answers")),
        )
        words = ", ".join(text.format(f"{count:,}") for count, text in counts if count)
        if not words:
            return self.tr("{0} holds nothing that is not here already").format(path.name)
        said = self.tr("Imported from {0}: {1}").format(path.name, words)
        lost = found.skipped
        said = said if lost is None else f"{said}. {skipped_words(lost.count, lost.first_row)}"
        return f"{said}. {tiers_words(found.tiers)}" if found.tiers else said

    def _no_recording(self, path: Path) -> Words:
        sentence = self.tr("“{0}” is a transcript: open its recording, then drop it again.")
        return Words(self.tr("No recording is open"), sentence.format(path.name))


async def may_replace(parent: QWidget, target: Path) -> bool:
    """Ask before a file is lost."""
    text = parent.tr("“{0}” exists already in “{1}”. What it holds now is lost.")
    title = parent.tr("Replace the file?")
    return await confirm(parent, title, text.format(target.name, target.parent.name), parent.tr("Replace"))


def _folder(last: str, recording: Recording) -> Path:
    """Where the last file was written, while it is there; else beside the recording, or at home."""
    beside = recording.path.parent
    folders = (Path(last), beside) if last else (beside,)
    return next((folder for folder in folders if folder.is_dir()), Path.home())


def _counts(document: Kept) -> dict[What, int]:
    return {
        "transcript": len(document.lines),
        "regions": len(document.marks),
        "answers": len(document.replies),
    }

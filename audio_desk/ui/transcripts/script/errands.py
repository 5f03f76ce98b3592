"""What the transcript asks the user in dialogs: speakers, versions, comparing, replacing everywhere."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.library.records import VersionRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.transcripts import replace_everywhere as everywhere
from audio_desk.operations.transcripts.script import delete_version, keep_version, list_versions, open_version
from audio_desk.transcripts.script import edits
from audio_desk.transcripts.script.change import Change, turning
from audio_desk.transcripts.script.differences import compare
from audio_desk.transcripts.script.finding import Query
from audio_desk.transcripts.script.script import Script
from audio_desk.ui.amounts import day_words, exact_words
from audio_desk.ui.dialogs import ask_user, confirm
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.finding.everywhere_dialog import EverywhereDialog
from audio_desk.ui.transcripts.results import ResultsPane
from audio_desk.ui.transcripts.script.commands import ScriptCommands
from audio_desk.ui.transcripts.script.name_dialog import NameDialog
from audio_desk.ui.transcripts.script.speakers_dialog import SpeakersDialog
from audio_desk.ui.transcripts.script.taking import Taken
from audio_desk.ui.transcripts.versions.compare_dialog import CompareDialog
from audio_desk.ui.transcripts.versions.versions_dialog import VersionsDialog


class ScriptErrands(QObject):
    """One dialog at a time, and one more on top of it."""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        theme: Theme,
        results: ResultsPane,
        commands: ScriptCommands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._document, self._theme = desk, document, theme
        self._results, self._commands, self._window = results, commands, window
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        results.transcript.taking.comparison_wanted.connect(self.compare_taken)

    def show_speakers(self) -> None:
        if self._document.script.is_loaded:
            self._run("dialog", self._show_speakers)

    def ask_for_speaker(self) -> None:
        self._run("dialog", self._ask_for_speaker)

    def show_versions(self) -> None:
        if self._document.script.is_loaded:
            self._run("dialog", self._show_versions)

    def compare_taken(self, taken: Taken) -> None:
        self._run("dialog", lambda: self._compare_taken(taken))

    def replace_everywhere(self, query: Query, replacement: str) -> None:
        if query.words:
            self._run("dialog", lambda: self._replace_everywhere(query, replacement))

    def _run(self, name: str, errand: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """A dialog that is open stays."""
        if not self._scope.is_running(name):
            self._scope.start(name, self._guarded(errand))

    async def _guarded(self, errand: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await errand()
        except AudioDeskError as error:
            self._results.banner.show_error(words_for(error))

    # --- speakers ------------------------------------------------------------------------------------------

    async def _ask_for_speaker(self) -> None:
        dialog = NameDialog(self._window)
        if await ask_user(dialog) == QDialog.DialogCode.Accepted:
            self._commands.set_speaker(dialog.name)

    async def _show_speakers(self) -> None:
        book = self._document.script
        dialog = SpeakersDialog(book.script, self._theme, self._window)
        dialog.renamed.connect(
            lambda old, new: self._apply(edits.rename_speaker(book.script, old, new)),
            # Not while the field that says so is still at it: its row is made anew.
            Qt.ConnectionType.QueuedConnection,
        )
        dialog.recoloured.connect(lambda name, to: self._apply(edits.recolour(book.script, name, to)))

        def show(_change: object = None) -> None:
            dialog.show_script(book.script)

        book.changed.connect(show)
        try:
            await ask_user(dialog)
        finally:
            book.changed.disconnect(show)

    def _apply(self, change: Change) -> None:
        with self._document.history.one_step():
            self._document.script.apply(change)

    # --- versions ------------------------------------------------------------------------------------------

    async def _show_versions(self) -> None:
        recording = self._document.recording
        if recording is None:
            return
        await self._results.keeper.flush()
        dialog = VersionsDialog(await list_versions(self._desk, recording), self._window)

        def then(act: Callable[[], Coroutine[Any, Any, None]]) -> None:
            self._run("on top", lambda: self._in_versions(dialog, act))

        dialog.compare_wanted.connect(lambda version: then(lambda: self._compare(dialog, version)))
        dialog.restore_wanted.connect(lambda version: then(lambda: self._restore(version)))
        dialog.deletion_wanted.connect(lambda version: then(lambda: self._delete(dialog, version)))
        dialog.keep_wanted.connect(lambda: then(self._keep))
        await ask_user(dialog)

    async def _in_versions(
        self, dialog: VersionsDialog, act: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        recording = self._document.recording
        if recording is None:
            return
        try:
            await act()
            dialog.show_versions(await list_versions(self._desk, recording))
            dialog.note.setText("")
        except AudioDeskError as error:
            dialog.note.setText(words_for(error).sentence)

    async def _keep(self) -> None:
        recording = self._document.recording
        if recording is not None:
            await self._results.keeper.flush()
            await keep_version(self._desk, recording, self.tr("kept by hand"))

    async def _restore(self, version: VersionRecord) -> None:
        """What there is becomes a version itself; one step of the history."""
        wanted = await open_version(self._desk, version.id)
        await self._keep_before("restore")
        self._apply(turning(self._document.script.script, wanted, "restore"))

    async def _keep_before(self, reason: str) -> None:
        recording = self._document.recording
        if recording is not None:
            await self._results.keeper.flush()
            await keep_version(self._desk, recording, reason)

    async def _delete(self, dialog: QWidget, version: VersionRecord) -> None:
        words = self.tr("The version of {0} is deleted from this computer.")
        title = self.tr("Delete this version?")
        if await confirm(dialog, title, words.format(exact_words(version.created)), self.tr("Delete")):
            await delete_version(self._desk, version.id)

    async def _compare(self, parent: QWidget, version: VersionRecord) -> None:
        old = await open_version(self._desk, version.id)
        titles = day_words(version.created, datetime.now(UTC)), self.tr("Now")
        if await self._compared(old, self._document.script.script, titles, self.tr("Restore"), parent):
            await self._restore(version)

    # --- answers -------------------------------------------------------------------------------------------

    async def _compare_taken(self, taken: Taken) -> None:
        beside = taken.change is None
        offer = self.tr("Use it") if beside else self.tr("Put back")
        titles = self.tr("Before"), self.tr("The new words")
        if await self._compared(taken.before, taken.after, titles, offer, self._window):
            self._results.transcript.taking.clear()
            if beside:
                self._results.taking.use(taken.answer)
            else:
                self._results.taking.put_back(taken)

    async def _compared(
        self, old: Script, new: Script, titles: tuple[str, str], offer: str, parent: QWidget
    ) -> bool:
        recording = self._document.recording
        if recording is None:
            return False
        differences = await self._desk.run(compare, old, new)
        dialog = CompareDialog(differences, recording.rate, titles, offer, self._theme, parent)
        return await ask_user(dialog) == QDialog.DialogCode.Accepted

    # --- everywhere ----------------------------------------------------------------------------------------

    async def _replace_everywhere(self, query: Query, replacement: str) -> None:
        await self._results.keeper.flush()
        found = await everywhere.find_everywhere(self._desk, query)
        dialog = EverywhereDialog(found, query.words, replacement, self._window)
        if await ask_user(dialog) == QDialog.DialogCode.Accepted:
            await self._results.keeper.flush()
            await everywhere.replace_everywhere(self._desk, query, replacement, dialog.chosen)
            self._results.keeper.reload()

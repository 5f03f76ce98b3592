"""Connects the uploads pane with the rest of the window: what is open, what is asked, what the foot says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.ui.ask.pane import AskPane
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.document import Document
from audio_desk.ui.opening import Opener
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.upload_left import UploadLeft
from audio_desk.ui.uploads.closing import DeletionOnClose
from audio_desk.ui.uploads.pane import UploadsPane


class UploadsLink(QObject):
    """Lives as long as the window."""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        preferences: Preferences,
        pane: UploadsPane,
        runner: AskRunner,
        opener: Opener,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._opener = opener
        self._pane = pane
        self._asks_about: Path | None = None
        self._ask: AskPane | None = None
        self._closing = DeletionOnClose(desk, document, preferences, runner, self)
        self._uploads = runner.uploads
        pane.watch(runner)
        pane.uploads_changed.connect(self._uploads.look)
        pane.acts.open_wanted.connect(opener.open)
        pane.acts.ask_wanted.connect(self._ask_about)
        self._closing.deleted.connect(self._take_deleted)
        document.recording_changed.connect(self._point_at_question)

    def count_down(self, left: UploadLeft) -> None:
        """Beside the recording's name."""
        self._uploads.changed.connect(lambda: left.show_end(self._uploads.expires))

    def ask_in(self, ask: AskPane) -> None:
        """Where a recording is asked about."""
        self._ask = ask

    async def end(self) -> None:
        """The recording is closed with the program."""
        await self._closing.finish()
        await self._pane.close_work()

    def _ask_about(self, path: Path) -> None:
        recording = self._document.recording
        self._asks_about = path
        if recording is not None and recording.path == path:
            self._point_at_question(recording)
        else:
            self._opener.open(path)

    def _point_at_question(self, recording: Recording | None) -> None:
        """What was to be asked about is shown: the question is next."""
        if recording is not None and recording.path == self._asks_about and self._ask is not None:
            self._ask.question.setFocus()
        if recording is not None:
            self._asks_about = None

    def _take_deleted(self) -> None:
        self._uploads.look()
        self._pane.refresh()

"""The menu behind `Also ask about…`: what is shown, recordings of the library, files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError, StoreError
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.asking.topic import Topic
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.timecode import clock
from audio_desk.ui.ask.pane import AskPane
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.ask.several.words import short_name, topic_words
from audio_desk.ui.dialogs import choose_files
from audio_desk.ui.document import Document
from audio_desk.ui.file_filters import sound_file_filters
from audio_desk.ui.popping_up import pop_up_below
from audio_desk.ui.task_scope import TaskScope, report_bug

_MOST = 12
"""Recordings in the menu; the others are added as files."""


class Adding(QObject):
    def __init__(
        self, desk: Desk, document: Document, runner: AskRunner, pane: AskPane, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._document, self._runner = desk, document, runner
        self._pane, self._window = pane, window
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self.menu = QMenu(pane)
        self.menu.setObjectName("also-choices")
        self.menu.setToolTipsVisible(True)
        pane.also.clicked.connect(lambda: self._scope.start("menu", self._open_menu()))

    @property
    def shown(self) -> Topic | None:
        """What is asked about without others."""
        recording = self._document.recording
        if recording is None:
            return None
        return Topic(recording, self._document.selection, "whole", self._runner.channels.channel)

    async def _open_menu(self) -> None:
        try:
            records = await self._desk.run(self._desk.store.recordings, _MOST)
        except StoreError:
            records = ()  # files can be added all the same
        self._fill(records)
        pop_up_below(self._pane.also, self.menu)

    def _fill(self, records: tuple[RecordingRecord, ...]) -> None:
        self.menu.clear()
        self._entry("also-title", self.tr("Also ask about")).setEnabled(False)
        shown = self.shown
        topics = self._runner.basket.topics
        whole = {topic.recording.record.id for topic in topics if topic.region is None}
        if shown is not None and not topics:
            whole.add(shown.recording.record.id)  # it is the first of them
        if shown is not None and topics and not self._runner.basket.holds(shown):
            words = self.tr("What is shown: {0}").format(topic_words(shown))
            self._entry("also-shown", words).triggered.connect(
                lambda: self._runner.basket.add((shown,), None)
            )
            self.menu.addSeparator()
        for record in records:
            if record.id not in whole:
                entry = self._entry(f"also-{record.id}", _record_words(record))
                entry.setToolTip(str(record.path))
                entry.triggered.connect(lambda _on, path=record.path: self.add_files((path,)))
        self.menu.addSeparator()
        files = self._entry("also-files", self.tr("Other files…"))
        files.triggered.connect(lambda: self._scope.start("files", self._choose()))

    def _entry(self, name: str, words: str) -> QAction:
        action = self.menu.addAction(words.replace("&", "&&"))
        action.setObjectName(name)
        return action

    def add_files(self, paths: tuple[Path, ...]) -> None:
        """Whole recordings, each once it has been read."""
        self._scope.start(f"add {paths}", self._add(paths))

    async def _choose(self) -> None:
        title = self.tr("Also ask about")
        paths = await choose_files(self._window, title, filters=sound_file_filters())
        if paths:
            await self._add(paths)

    async def _add(self, paths: tuple[Path, ...]) -> None:
        shown = self.shown
        for path in paths:
            self._pane.also.setEnabled(False)
            try:
                recording = await open_recording(self._desk, path)
            except AudioDeskError as error:
                self._pane.banner.show_error(words_for(error), lambda _action: None)
            else:
                self._runner.basket.add((Topic(recording),), shown)
            finally:
                self._pane.also.setEnabled(True)


def _record_words(record: RecordingRecord) -> str:
    return f"{short_name(record.name)}  ({clock(record.frames / record.rate)})"

"""Leads to a place that was found: opens its recording, goes there, shows the answer that it is in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from audio_desk.library.records import RecordingRecord
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.transcripts.search import Hit
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.opening import Opener
from audio_desk.ui.transcripts.results import ResultsPane
from audio_desk.ui.waveform.panel import WaveformPanel


class FoundPlace(QObject):
    """A recording that somebody opens meanwhile is another wish, and this one is given up."""

    def __init__(
        self,
        document: Document,
        opener: Opener,
        results: ResultsPane,
        waveform: WaveformPanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._opener = document, opener
        self._results, self._waveform = results, waveform
        self._wanted: Hit | None = None
        self._answer: int | None = None
        document.recording_changed.connect(self._arrived)
        results.answers.model.modelReset.connect(self._choose_answer)

    def open(self, record: RecordingRecord, hit: Hit | None) -> None:
        self._wanted = hit
        shown = self._document.recording
        if shown is not None and shown.record.id == record.id:
            self._arrived(shown)
        else:
            self._opener.open(Path(record.path))

    def _arrived(self, recording: Recording | None) -> None:
        if recording is None:
            return
        hit, self._wanted, self._answer = self._wanted, None, None
        if hit is None or hit.recording.id != recording.record.id:
            return
        span = Region(hit.start_frame, hit.end_frame).clamped(recording.frames)
        self._document.select(None if span.frames == recording.frames else span)
        self._document.move_playhead(span.start)
        self._waveform.reveal(span.start)
        if hit.kind == "answer":
            self._answer = hit.answer_id
            self._choose_answer()
        elif hit.kind == "transcript":
            self._results.tabs.setCurrentWidget(self._results.transcript)

    def _choose_answer(self) -> None:
        """At once, or when the answers have been read."""
        answers = self._results.answers
        if self._answer is not None and answers.model.answer(self._answer) is not None:
            self._results.tabs.setCurrentWidget(answers)
            answers.choose(self._answer)
            self._answer = None

"""Goes where a link of an answer points: in the shown recording, or in another one that is opened for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from audio_desk.errors import AudioDeskError, AudioMissing
from audio_desk.library.several_records import AboutRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.document import Document
from audio_desk.ui.opening import Opener
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.transcripts.results import ResultsPane
from audio_desk.ui.waveform.panel import WaveformPanel


@dataclass(frozen=True, slots=True)
class _Goal:
    recording_id: int
    answer_id: int
    selection: Region | None
    frame: int


class Crossing(QObject):
    """The answer that was read is read on: it is one of the other recording's answers too."""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        opener: Opener,
        runner: AskRunner,
        results: ResultsPane,
        waveform: WaveformPanel,
    ) -> None:
        super().__init__(results)
        self._desk, self._document, self._opener = desk, document, opener
        self._results, self._waveform = results, waveform
        self._goal: _Goal | None = None
        self._answer_id = 0
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        page = results.answers.page
        page.place_chosen.connect(self.go)
        runner.together.recording_wanted.connect(lambda recording: opener.open(recording.path))
        document.recording_changed.connect(self._take_recording)
        opener.failed.connect(lambda *_: self._forget())
        results.answers.list.selectionModel().currentChanged.connect(lambda *_: self._keep_answer())

    def go(self, about: AboutRecord, seconds: float, until: float | None) -> None:
        """Select a range that is named, else the stretch that was asked about, and go to the time."""
        answer = self._results.answers.shown
        start = round(seconds * about.rate)
        named = None if until is None else Region(start, max(start, round(until * about.rate)))
        goal = _Goal(about.recording_id or 0, answer.id if answer else 0, named or about.region, start)
        shown = self._document.recording
        if shown is not None and shown.record.id == about.recording_id:
            self._reach(goal)
        else:
            self._goal = goal
            self._scope.start("open", self._open(about))

    async def _open(self, about: AboutRecord) -> None:
        try:
            if about.recording_id is None:
                raise AudioMissing(Path(about.name))
            record = await self._desk.run(self._desk.store.recording, about.recording_id)
        except AudioDeskError as error:
            self._forget()
            self._opener.failed.emit(Path(about.name), error)
            return
        self._opener.open(record.path)

    def _take_recording(self, recording: Recording | None) -> None:
        goal = self._goal
        if goal is None or recording is None:
            return
        self._goal = None
        if recording.record.id == goal.recording_id:
            self._answer_id = goal.answer_id
            self._reach(goal)

    def _reach(self, goal: _Goal) -> None:
        if goal.selection is not None:
            self._document.select(goal.selection)
        self._document.move_playhead(goal.frame)
        self._waveform.reveal(goal.frame)

    def _keep_answer(self) -> None:
        """Once the other recording's answers are there."""
        answers = self._results.answers
        if self._answer_id and answers.model.row_of(self._answer_id) >= 0:
            wanted, self._answer_id = self._answer_id, 0
            answers.choose(wanted)
            self._results.tabs.setCurrentWidget(answers)

    def _forget(self) -> None:
        self._goal = None

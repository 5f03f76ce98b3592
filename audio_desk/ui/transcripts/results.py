"""What came back: the recording's transcript and its answers, loaded, streamed, retried, deleted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.asking.answers import delete_answer, list_answers
from audio_desk.operations.asking.relative_times import shift_times
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.transcripts.assembly import newest_transcript
from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.banner import Banner
from audio_desk.ui.dialogs import confirm
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.answers.tab import AnswersTab
from audio_desk.ui.transcripts.answers.words import title_words
from audio_desk.ui.transcripts.list.line import Line, id_of, span_of
from audio_desk.ui.transcripts.list.shown_lines import shown_lines
from audio_desk.ui.transcripts.list.tail import Tail
from audio_desk.ui.transcripts.script.keeper import ScriptKeeper
from audio_desk.ui.transcripts.script.taking import AnswerTaking
from audio_desk.ui.transcripts.transcript_tab import TranscriptTab


class ResultsPane(QWidget):
    """Rows belong to the shown recording; what arrives late for another one never gets here."""

    play_wanted = Signal()
    """From the playhead"""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        runner: AskRunner,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("results-pane")
        self._desk = desk
        self._document = document
        self._runner = runner
        self._scope = TaskScope(self)
        self._tail = Tail()
        self.keeper = ScriptKeeper(desk, document, self)
        self.taking = AnswerTaking(desk, document, self.keeper, self)
        self.transcript = TranscriptTab(theme, self)
        self.answers = AnswersTab(theme, self)
        self.banner = Banner(theme)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("results-tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.transcript, self.tr("Transcript"))
        self.tabs.addTab(self.answers, self.tr("Answers"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.banner)
        column.addWidget(self.tabs, 1)
        self._connect()
        self._start_afresh(document.recording)

    @property
    def is_loading(self) -> bool:
        """Whether the stored answers and the transcript are still being read."""
        has_script = self._document.script.is_loaded or self._document.recording is None
        return self._scope.is_running("load") or not has_script

    def go_to_times(self, seconds: float, until: float | None) -> None:
        """Move the playhead to a time that was chosen in a text, and select what it names."""
        recording = self._document.recording
        if recording is None:
            return
        start = round(seconds * recording.rate)
        named = self._named_stretch(start, until, recording)
        if named is not None:
            self._document.select(named)
        self._document.move_playhead(named.start if named is not None else start)

    def refresh(self) -> None:
        """Read the answers again: some came another way."""
        recording = self._document.recording
        if recording is not None:
            self._scope.start("load", self._load(recording))
            self.keeper.reload()

    async def close_work(self) -> None:
        """Write what is not written, stop loading and deleting, and wait until both have ended."""
        await self.keeper.flush()
        for scope in self.findChildren(TaskScope):
            await scope.close()

    def _connect(self) -> None:
        self._document.recording_changed.connect(self._start_afresh)
        self._document.shown_changed.connect(self._show_empty)
        self._document.playhead_moved.connect(self.transcript.model.move_playhead)
        runner = self._runner
        runner.answer_started.connect(self._take_started)
        runner.text_arrived.connect(self._take_text)
        runner.segments_arrived.connect(self._take_segments)
        runner.answer_finished.connect(self._take_finished)
        runner.running_changed.connect(self._show_running)
        book = self._document.script
        for moment in (book.changed, book.replaced, self.taking.settled):
            moment.connect(self._show_transcript)
        self.taking.taken.connect(self.transcript.taking.show_taken)
        self.taking.failed.connect(lambda error: self.banner.show_error(words_for(error)))
        self.transcript.taking.use_wanted.connect(lambda taken: self.taking.use(taken.answer))
        self.transcript.taking.back_wanted.connect(self.taking.put_back)
        self.transcript.segment_chosen.connect(self._go_to_segment)
        self.transcript.follow_up_wanted.connect(self._follow_up)
        self.answers.page.follow_up_wanted.connect(self._follow_up)
        self.answers.page.time_chosen.connect(self.go_to_times)
        self.answers.deletion_wanted.connect(lambda answer: self._scope.start("delete", self._delete(answer)))
        for changed in ("modelReset", "rowsInserted", "rowsRemoved"):
            getattr(self.answers.model, changed).connect(self._show_count)
        self._scope.failed.connect(report_bug)

    # --- loading -------------------------------------------------------------------------------------------

    def _start_afresh(self, recording: Recording | None) -> None:
        self._scope.cancel("load")
        self.banner.clear()
        self._end_tail()
        self.transcript.taking.clear()
        self.transcript.notice.take_recording(recording)
        self.answers.page.notice.take_recording(recording)
        rate, duration = (recording.rate, recording.duration) if recording else (1, 0.0)
        self.answers.show_answers((), rate, duration)
        self._show_empty()
        self._show_transcript()
        if recording is not None:
            self._scope.start("load", self._load(recording))

    def _show_empty(self, _shown: object = None) -> None:
        has_recording, being_read = self._document.recording is not None, self._document.glimpse is not None
        for tab in (self.transcript, self.answers):
            tab.show_empty(has_recording=has_recording, being_read=being_read)

    async def _load(self, recording: Recording) -> None:
        try:
            stored = await list_answers(self._desk, recording)
        except AudioDeskError as error:
            self.banner.show_error(words_for(error), lambda _: self._start_afresh(self._document.recording))
            return
        # What arrived while the library was read is newer than what was read.
        answers = {answer.id: answer for answer in (*stored, *self.answers.model.answers)}
        running = self._runner.current_answer()
        if running is not None:
            answers[running.id] = running
        newest_first = tuple(answers[key] for key in sorted(answers, reverse=True))
        self.answers.show_answers(newest_first, recording.rate, recording.duration)
        self._show_transcript()

    # --- what the runner tells -----------------------------------------------------------------------------

    def _take_started(self, answer: AnswerRecord) -> None:
        self.banner.clear()
        self._end_tail()
        self.answers.put(answer)
        self.answers.choose(answer.id)
        is_transcript = answer.task == "transcript"
        self.tabs.setCurrentWidget(self.transcript if is_transcript else self.answers)
        self._show_transcript()

    def _take_text(self, answer_id: int, text: str) -> None:
        self.answers.extend(answer_id, text)
        answer = self.answers.model.answer(answer_id)
        if answer is not None and answer.task == "transcript":
            self._tail.add(text)
            self.transcript.show_tail(self._tail.words)

    def _take_segments(self, answer_id: int, segments: tuple[Segment, ...]) -> None:
        self.answers.extend(answer_id, segments=segments)
        answer = self.answers.model.answer(answer_id)
        if answer is not None and answer.task == "transcript":
            self._tail.take(segments)
            self.transcript.show_tail(self._tail.words)
            self._show_transcript()
            self.transcript.reveal(segments[-1])

    def _take_finished(self, answer: AnswerRecord) -> None:
        self.answers.put(answer)
        if answer.task == "transcript":
            self._end_tail()
            self.taking.take(answer)
            self._show_transcript()

    def _show_running(self, running: bool) -> None:
        self.transcript.notice.allow_asking(not running)
        self.answers.page.notice.allow_asking(not running)

    # --- showing -------------------------------------------------------------------------------------------

    def _show_transcript(self, _change: object = None) -> None:
        newest, book = newest_transcript(self.answers.model.answers), self._document.script
        arriving = newest if newest is not None and newest.status == AnswerStatus.STREAMING else None
        lines = shown_lines(book.script, arriving or self.taking.pending)
        colours = book.colours
        self.transcript.show_segments(lines, self.answers.model.rate, colours)
        self.transcript.show_state(newest)
        self._document.show_segments(lines, colours)
        self.answers.show_script(book.script)

    def _end_tail(self) -> None:
        self._tail = Tail()
        self.transcript.show_tail("")

    def _show_count(self) -> None:
        count = self.answers.model.rowCount()
        words = self.tr("Answers {0}").format(count) if count else self.tr("Answers")
        self.tabs.setTabText(self.tabs.indexOf(self.answers), words)

    # --- going there ---------------------------------------------------------------------------------------

    def _go_to_segment(self, line: Line) -> None:
        """Select its span, and play from there."""
        if not span_of(line).is_empty:
            with self._document.history.selecting_aside():
                self._document.select(span_of(line))
        self._document.script.focus(id_of(line))
        self._document.move_playhead(line.start_frame)
        self.play_wanted.emit()

    def _named_stretch(self, start: int, until: float | None, recording: Recording) -> Region | None:
        """A range's stretch; for a single time that of the answer's line which begins in that second."""
        if until is not None:
            end = round(until * recording.rate)
            return Region(start, end) if end > start else None
        answer = self.answers.shown
        for segment in answer.segments if answer is not None else ():
            near = abs(segment.start_frame - start) < recording.rate
            if near and segment.end_frame > segment.start_frame:
                return Region(segment.start_frame, segment.end_frame)
        return None

    # --- what helps after an answer ------------------------------------------------------------------------

    def _follow_up(self, kind: str, answer: AnswerRecord) -> None:
        asking = {"retry": self._runner.again, "rest": self._runner.ask_rest, "split": self._runner.split}
        if kind in asking:
            asking[kind](answer)
        elif kind == "use":
            self.taking.use(answer)
        else:
            self._scope.start(kind, self._shift(answer))

    async def _shift(self, answer: AnswerRecord) -> None:
        """Move its times, and its lines in the transcript."""
        recording = self._document.recording
        if recording is None:
            return
        try:
            await self.keeper.flush()
            changed = await shift_times(self._desk, recording, answer)
        except AudioDeskError as error:
            self.banner.show_error(words_for(error))
            return
        if self._document.shows(changed.recording_id):
            self.answers.put(changed)
            self.keeper.reload()

    # --- deleting ------------------------------------------------------------------------------------------

    async def _delete(self, answer: AnswerRecord) -> None:
        text = self.tr("“{0}” and its answer are deleted from this computer.").format(title_words(answer))
        if not await confirm(self, self.tr("Delete this answer?"), text, self.tr("Delete")):
            return
        try:
            await delete_answer(self._desk, answer.id)
        except AudioDeskError as error:
            self.banner.show_error(words_for(error))
            return
        self.answers.model.remove(answer.id)
        self._show_transcript()

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def hasHeightForWidth(self) -> bool:
        """No: its lists take what height there is, whatever the words that stand in for them would like."""
        return False

"""Transcribing in parts, in the window: offers it, starts it, shows how far it is on the waveform."""

from __future__ import annotations

from PySide6.QtCore import QObject

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError, UsageError
from audio_desk.library.records import ChunkRecord
from audio_desk.operations.asking.prices import money_of
from audio_desk.operations.desk import Desk
from audio_desk.operations.long.estimate import LONG_SECONDS, LongEstimate, estimate_long
from audio_desk.operations.long.events import LongRequest
from audio_desk.region import Region
from audio_desk.ui.ask.pane import AskPane
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.document import Document
from audio_desk.ui.long.long_line import LongLine
from audio_desk.ui.long.parts_strip import PartsStrip
from audio_desk.ui.long.runner import LongRun, LongRunner
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.results import ResultsPane
from audio_desk.ui.waveform.panel import WaveformPanel


class LongWork(QObject):
    """Wires itself into the panes; lives as long as the window."""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        preferences: Preferences,
        asking: AskRunner,
        panes: tuple[WaveformPanel, AskPane, ResultsPane],
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        waveform, self._pane, results = panes
        self._document, self._preferences, self._asking = document, preferences, asking
        self._estimate: tuple[object, LongEstimate] | None = None
        """The last one, and what it was made of."""
        self.runner = LongRunner(desk, document, self)
        self.line = LongLine(self._pane)
        self.strip = PartsStrip(document, theme, waveform)
        self._pane.add_line(self.line)
        waveform.add_strip(self.strip)
        asking.others.takes_parts = self.begin
        asking.others.add(self._has_begun, self.runner.changed, self.runner.stop)
        self.runner.answer_came.connect(asking.take_answer)
        self.runner.answer_gone.connect(results.answers.model.remove)
        self.runner.failed.connect(self._show_error)
        self.line.pressed.connect(self._press)
        for changed in (
            self.line.choice_changed,
            self.runner.changed,
            asking.requests.changed,
            document.selection_changed,
            document.report_changed,
            preferences.settings_changed,
        ):
            changed.connect(self._show)

    @property
    def is_offered(self) -> bool:
        """Whether what would be transcribed now is too long for one request."""
        recording = self._document.recording
        if recording is None or self.runner.run is not None:
            return False
        span = self._document.selection or Region(0, recording.info.frames)
        all_of_it = span.frames >= recording.info.frames
        stays = all_of_it and self._asking.whole_stays
        return span.frames > LONG_SECONDS * recording.rate and not stays

    def begin(self) -> bool:
        """What is wanted now, in parts; False where one request does, or the user prefers that."""
        request = self._request()
        if request is None or not self.is_offered or not self.line.in_parts.isChecked():
            return False
        self._start(request)
        return True

    def _has_begun(self) -> bool:
        """Whether what is long, and would be transcribed now, is under way."""
        request = self._request()
        is_long = request is not None and request.span.frames > LONG_SECONDS * request.recording.rate
        return is_long and self.runner.run is not None

    def _request(self) -> LongRequest | None:
        recording, book = self._document.recording, self._asking.requests
        if recording is None:
            return None
        return LongRequest(
            recording=recording,
            region=self._document.selection,
            account=self._preferences.settings.account,
            model=book.model,
            leaves_out=self.line.leaves_out.isChecked(),
            asking=book.settings,
            channel=self._asking.channels.channel,
        )

    def _start(self, request: LongRequest) -> None:
        self._pane.banner.clear()
        self._asking.with_consent(request.account, lambda: self.runner.begin(request))

    def _press(self, key: str) -> None:
        if key == "stop":
            self.runner.stop()
        elif key == "leave":
            self.runner.leave()
        else:
            self._go_on()

    def _go_on(self) -> None:
        request = self.runner.go_on(self._asking.requests.settings)
        if request is not None:
            self._start(request)

    def _show_error(self, error: AudioDeskError) -> None:
        self._pane.banner.show_error(words_for(error), self._act)

    def _act(self, action: str) -> None:
        if action == "retry":
            self._go_on()
        else:
            self._pane.action_wanted.emit(action)

    # --- showing -------------------------------------------------------------------------------------------

    def _show(self, *_changed: object) -> None:
        run, job = self.runner.run, self.runner.unfinished
        self.line.clear()
        self._show_chunks(run.progress.chunks if run is not None else job.chunks if job is not None else ())
        if run is not None:
            progress = run.progress
            self.line.show_running(progress, self._spent(run), run.request.account)
            return
        if job is not None:
            self.line.show_unfinished(job)
        self._show_offer()

    def _show_offer(self) -> None:
        request, book = self._request(), self._asking.requests
        if request is None or not self.is_offered:
            return
        try:
            planned = self._planned(request)
        except UsageError:
            return  # the pane says what is wrong with the request
        self.line.show_offer(planned, book.dollars(planned.tokens), request.account)

    def _planned(self, request: LongRequest) -> LongEstimate:
        """Many signals come when a recording is opened, and over ten hours the plan takes 30 ms each time."""
        report, learnt_rate = self._document.report, self._asking.requests.learnt_rate
        silences = report.silences if report is not None else ()
        what = (request.recording.record.id, request.span, request.leaves_out, request.asking)
        basis = (*what, silences, learnt_rate)
        if self._estimate is None or self._estimate[0] != basis:
            self._estimate = (basis, estimate_long(request, silences, learnt_rate))
        return self._estimate[1]

    def _show_chunks(self, chunks: tuple[ChunkRecord, ...]) -> None:
        self.strip.show_chunks(chunks)

    def _spent(self, run: LongRun) -> float | None:
        progress, request = run.progress, run.request
        said = (progress.prompt_tokens, progress.answer_tokens)
        return money_of(self._asking.requests.prices, request.account, request.model, said)

"""The Transcript tab: the recording's words so far, and the line that is just arriving."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.answers.notice_line import NoticeLine
from audio_desk.ui.transcripts.empty_words import EmptyWords
from audio_desk.ui.transcripts.list.line import Line
from audio_desk.ui.transcripts.list.model import SegmentModel
from audio_desk.ui.transcripts.list.view import SegmentView
from audio_desk.ui.transcripts.script.taking_notice import TakingNotice


class TranscriptTab(QWidget):
    segment_chosen = Signal(object)
    """Line whose time was clicked"""
    follow_up_wanted = Signal(str, object)
    """retry | rest | split | shift, AnswerRecord"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript-tab")
        self.model = SegmentModel(self)
        self.view = SegmentView(self.model, theme, self)
        self.view.setObjectName("transcript-view")
        self.view.setAccessibleName(self.tr("Transcript"))
        self.view.time_chosen.connect(lambda row: self.segment_chosen.emit(self.model.segments[row]))
        self.notice = NoticeLine("transcript-notice", 12, self)
        self.notice.follow_up_wanted.connect(self.follow_up_wanted)
        self.taking = TakingNotice(theme, self)
        self._empty = EmptyWords("transcript-empty", self)
        self._tail = QLabel(self)
        self._tail.setObjectName("transcript-tail")
        self._tail.setContentsMargins(12, 4, 12, 4)
        self._tail.setWordWrap(True)
        self._tail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        mark(self._tail, tone="muted")
        self._tail.hide()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.taking)
        column.addWidget(self._stack, 1)
        column.addWidget(self._tail)
        self.show_empty(has_recording=False)

    @property
    def tail(self) -> str:
        """What is arriving, beneath the list."""
        return "" if self._tail.isHidden() else self._tail.text()

    def show_empty(self, *, has_recording: bool, being_read: bool = False) -> None:
        """The words for a recording without a transcript, or for no recording."""
        self._empty.show_words(
            self.tr(
                "No transcript yet. Transcribe a stretch of the waveform, or the whole recording (Ctrl+T)."
            )
            if has_recording
            else self.tr("What is known of this recording appears here once it has been read.")
            if being_read
            else self.tr("Open a recording to see its transcript here.")
        )

    def put_above(self, widget: QWidget) -> None:
        """Over everything else, where finding has its place."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, widget)

    def show_segments(
        self, segments: tuple[Line, ...], rate: int, colours: Mapping[str, int] | None = None
    ) -> None:
        if segments:  # the list has its width before it has its rows
            self._stack.setCurrentWidget(self.view)
        self.model.show(segments, rate, colours)
        if not segments:
            self._stack.setCurrentWidget(self._empty)

    def reveal(self, segment: Segment) -> None:
        """Scroll to a line that has just arrived, unless the user is reading elsewhere."""
        if segment in self.model.segments:
            self.view.reveal(self.model.segments.index(segment))

    def show_tail(self, words: str) -> None:
        """What of an arriving transcript is not a line of it yet; empty hides it."""
        self._tail.setText(words)
        self._tail.setVisible(bool(words))

    def show_state(self, newest: AnswerRecord | None) -> None:
        """Say so when the newest transcript is not whole. One that never began is told where it was asked."""
        if newest is not None and newest.status == AnswerStatus.STREAMING:
            self._empty.show_words(self.tr("The transcript appears here as it arrives."))
        elif newest is not None and newest.problem == "empty":
            self._empty.show_words(
                self.tr(
                    "No speech was found. Transcribe another stretch of the waveform, or ask what it holds."
                )
            )
        elif newest is not None:
            self.show_empty(has_recording=True)
        told = newest is not None and newest.status != AnswerStatus.FAILED
        self.notice.show_answer(newest if told else None)

    def time_rect(self, row: int) -> QRect:
        """Where a row's time is, in the list's viewport."""
        return self.view.time_rect(row)

"""The Answers tab: every answer of the recording, newest first, and the chosen one in full."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.transcripts.taking import is_beaten
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.answers.delegate import AnswerDelegate
from audio_desk.ui.transcripts.answers.model import ANSWER_ROLE, AnswerModel
from audio_desk.ui.transcripts.answers.page import AnswerPage
from audio_desk.ui.transcripts.empty_words import EmptyWords


class AnswersTab(QWidget):
    deletion_wanted = Signal(object)
    """AnswerRecord"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answers-tab")
        self._duration = 0.0
        self._script = Script()
        self.model = AnswerModel(self)
        self.list = _AnswerList(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(AnswerDelegate(self.model, theme, self.list))
        self.list.setAccessibleName(self.tr("Earlier answers"))
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.delete_pressed.connect(self._want_deletion)
        theme.changed.connect(self.list.viewport().update)
        self.page = AnswerPage(theme, self)
        self.page.deletion_wanted.connect(self.deletion_wanted)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("answers-splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.page)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([260, 540])
        self._empty = EmptyWords("answers-empty", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self._stack)
        for changed in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            changed.connect(self._show_emptiness)
        self.show_empty(has_recording=False)

    @property
    def shown(self) -> AnswerRecord | None:
        """The chosen answer as its row now is."""
        index = self.list.currentIndex()
        return self.model.answers[index.row()] if index.isValid() else None

    def show_empty(self, *, has_recording: bool, being_read: bool = False) -> None:
        self._empty.show_words(
            self.tr("No answers yet. Write a question above, or press Summarize, Describe or Which sounds?")
            if has_recording
            else self.tr("What was asked about this recording appears here once it has been read.")
            if being_read
            else self.tr("Open a recording to see what was asked about it.")
        )

    def show_answers(self, answers: tuple[AnswerRecord, ...], rate: int, duration: float) -> None:
        """Replace all; the chosen one stays chosen where it is still there, else the newest is."""
        before = self.shown
        self._duration = duration
        self.model.show(answers, rate)
        kept = self.model.row_of(before.id) if before is not None else -1
        if answers:
            self.list.setCurrentIndex(self.model.index(max(kept, 0)))

    def put(self, answer: AnswerRecord) -> None:
        """A new answer, or a newer state of one."""
        self.model.put(answer)
        if self.shown is not None and self.shown.id == answer.id:
            self._show_current(self.list.currentIndex())

    def show_script(self, script: Script) -> None:
        """The transcript as it is now, in which an answer may not be what is shown."""
        self._script = script
        if self.isVisible() and self.page.answer is not None and self.page.answer.task == "transcript":
            self._show_current(self.list.currentIndex())

    def choose(self, answer_id: int) -> None:
        row = self.model.row_of(answer_id)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def extend(self, answer_id: int, text: str = "", segments: tuple[Segment, ...] = ()) -> None:
        """Add what arrived to the row, and to the page when it shows this answer."""
        self.model.extend(answer_id, text, segments)
        if text and self.page.answer is not None and self.page.answer.id == answer_id:
            self.page.add_text(text)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Nobody saw what became of it in the transcript meanwhile."""
        super().showEvent(event)
        self.show_script(self._script)

    def _show_current(self, index: QModelIndex) -> None:
        answer = index.data(ANSWER_ROLE)
        if isinstance(answer, AnswerRecord):
            beaten = is_beaten(self._script, answer)
            self.page.show_answer(answer, self.model.rate, self._duration, is_beaten=beaten)

    def _show_emptiness(self) -> None:
        self._stack.setCurrentWidget(self.splitter if self.model.rowCount() else self._empty)

    def _want_deletion(self) -> None:
        if self.shown is not None and self.shown.status != AnswerStatus.STREAMING:
            self.deletion_wanted.emit(self.shown)


class _AnswerList(QListView):
    delete_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("answer-list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(180)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

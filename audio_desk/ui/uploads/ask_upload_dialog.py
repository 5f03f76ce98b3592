"""Asks about an upload whose recording is not here: question, answer, and what cannot be known about it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.error_text import problem_words, words_for
from audio_desk.errors import AudioDeskError
from audio_desk.library.records import ReceiptRecord
from audio_desk.operations.asking.ask_upload import UploadAnswered, UploadQuestion, ask_upload
from audio_desk.operations.asking.prices import price_table
from audio_desk.operations.asking.request_parts import model_for, settings_for
from audio_desk.operations.asking.spending import price_of
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import TextArrived
from audio_desk.operations.uploads.files import Upload
from audio_desk.request.prompts import Task
from audio_desk.request_settings import RequestSettings
from audio_desk.ui.amounts import count_words, money_words
from audio_desk.ui.ask.consent import agree_to_question, is_agreed
from audio_desk.ui.ask.receipt_dialog import ReceiptDialog
from audio_desk.ui.ask.upload_removal import remove_uploads
from audio_desk.ui.dialogs import ask_user
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.progress_words import progress_words
from audio_desk.ui.style import mark
from audio_desk.ui.task_scope import TaskScope
from audio_desk.ui.uploads.upload_words import length_words, name_words

_TASK, _CONSENT, _RECEIPT, _REMOVAL = "ask upload", "agree to ask", "show receipt", "remove upload"
_BATCH_MS = 34


class AskUploadDialog(QDialog):
    """`scope` outlives it; closing it ends the question."""

    def __init__(
        self, desk: Desk, upload: Upload, preferences: Preferences, scope: TaskScope, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._upload = upload
        self._preferences = preferences
        self._scope = scope
        self._pending: list[str] = []
        self._receipt: ReceiptRecord | None = None
        self._batch = QTimer(self)
        self._batch.setSingleShot(True)
        self._batch.setInterval(_BATCH_MS)
        self._batch.timeout.connect(self._paint)
        self.setObjectName("ask-upload-dialog")
        self.setWindowTitle(self.tr("Ask about {0}").format(name_words(upload.file)))
        self._make_fields()
        self._make_buttons()
        self._lay_out()
        self.finished.connect(self._end)
        self._show_running(False)

    @property
    def is_running(self) -> bool:
        return self._scope.is_running(_TASK)

    def _make_fields(self) -> None:
        self.note = QLabel(self._note_words(), wordWrap=True)
        self.note.setObjectName("ask-upload-note")
        mark(self.note, tone="muted")
        self.question = QLineEdit()
        self.question.setObjectName("ask-upload-question")
        self.question.setAccessibleName(self.tr("Question"))
        self.question.setPlaceholderText(self.tr("Ask about all of it…"))
        self.question.returnPressed.connect(self._ask)
        self.answer = QPlainTextEdit(readOnly=True)
        self.answer.setObjectName("ask-upload-answer")
        self.answer.setAccessibleName(self.tr("Answer"))
        self.state = QLabel(wordWrap=True)
        self.state.setObjectName("ask-upload-state")

    def _make_buttons(self) -> None:
        self.ask = self._button("ask-upload-ask", self.tr("Ask"), self._ask)
        self.transcribe = self._button("ask-upload-transcribe", self.tr("Transcribe"), self._transcribe)
        mark(self.transcribe, role="primary")
        self.stop = self._button("ask-upload-stop", self.tr("Stop"), self._stop)
        self.receipt = self._button("ask-upload-receipt", self.tr("Receipt…"), self._show_receipt)
        self.receipt.setToolTip(self.tr("What left this computer for this answer, and what it took"))
        self.receipt.setEnabled(False)
        self.copy = self._button("ask-upload-copy", self.tr("Copy the answer"), self._copy)
        self.close_button = self._button("ask-upload-close", self.tr("Close"), self.accept)

    def _button(self, name: str, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: act())
        return button

    def _note_words(self) -> str:
        seconds = self._upload.seconds
        if seconds is None:
            return self.tr(
                "Its recording is not on this computer, and its length is not known: times in the answer "
                "cannot be checked or played, and what it costs cannot be told before. The answer is not "
                "kept in the library, only its receipt; copy what you need."
            )
        return self.tr(
            "Its recording, {0} long, was not found on this computer: times in the answer cannot be played. "
            "The answer is not kept in the library, only its receipt; copy what you need."
        ).format(length_words(seconds))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.question, self.ask, self.transcribe, self.stop):
            row.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.receipt)
        foot.addWidget(self.copy)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.note)
        column.addLayout(row)
        column.addWidget(self.answer, 1)
        column.addLayout(foot)
        self.resize(640, 460)
        self.question.setFocus()

    # --- asking --------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        question = self.question.text().strip()
        if question:
            self._begin(Task.ASK, question)
        else:
            self.question.setFocus()

    def _transcribe(self) -> None:
        self._begin(Task.TRANSCRIPT)

    def _begin(self, task: Task, question: str = "") -> None:
        if self.is_running:
            return
        settings = self._preferences.settings
        wanted = self._wanted()
        asked = UploadQuestion(
            self._upload.file,
            task,
            question,
            settings.account,
            model_for(settings.account, wanted, settings),
            wanted,
            self._upload.seconds,
        )
        if not is_agreed(self._preferences):
            self._scope.start(_CONSENT, self._agree(asked))
        else:
            self._start(asked)

    def _wanted(self) -> RequestSettings:
        """Those of its recording, where the library knows it; else those of all."""
        record, defaults = self._upload.recording, self._preferences.settings.request
        return settings_for(record, defaults) if record is not None else defaults

    async def _agree(self, asked: UploadQuestion) -> None:
        if await agree_to_question(self._preferences, self, name_words(self._upload.file)):
            self._start(asked)

    def _start(self, asked: UploadQuestion) -> None:
        if self.is_running or not self.isVisible():
            return
        self.answer.clear()
        self.receipt.setEnabled(False)
        self._pending.clear()
        self._scope.start(_TASK, self._run(asked))
        self._show_running(True)

    async def _run(self, asked: UploadQuestion) -> None:
        try:
            async with aclosing(ask_upload(self._desk, asked)) as events:
                async for event in events:
                    if isinstance(event, TextArrived):
                        self._take(event.text)
                    elif isinstance(event, UploadAnswered):
                        self._show_end(event)
                    else:
                        self._tell(progress_words(event))
        except AudioDeskError as error:
            words = words_for(error)
            self._tell(f"{words.title}. {words.sentence}", "bad")
        self._paint()
        self._show_running(False)

    def _stop(self) -> None:
        """What has come stays."""
        self._scope.cancel(_TASK)
        self._paint()
        words = problem_words("stopped", "")
        self._tell(f"{words.title}. {words.sentence}", "attention")
        self._show_running(False)

    def _take(self, text: str) -> None:
        self._pending.append(text)
        if not self._batch.isActive():
            self._batch.start()
            self._tell(progress_words(None))

    def _paint(self) -> None:
        text, self._pending = "".join(self._pending), []
        if text:
            cursor = QTextCursor(self.answer.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text)
            self.copy.setEnabled(True)

    def _show_end(self, answered: UploadAnswered) -> None:
        self._receipt = answered.receipt
        self.receipt.setEnabled(answered.receipt is not None)
        if answered.verdict.complete:
            self._tell(self._taken_words(answered))
            return
        words = problem_words(answered.verdict.problem, answered.verdict.finish)
        self._tell(f"{words.title}. {words.sentence}", "attention")

    def _taken_words(self, answered: UploadAnswered) -> str:
        """What it took, as the server counted."""
        usage, receipt = answered.usage, answered.receipt
        if usage is None or usage.total is None:
            return ""
        words = self.tr("{0} tokens").format(count_words(usage.total))
        if receipt is None or receipt.account != "gemini":
            return words
        dollars = price_of(receipt, price_table(self._desk.paths))
        return f"{words} · {self.tr('price unknown') if dollars is None else money_words(dollars)}"

    def _show_receipt(self) -> None:
        if self._receipt is not None:
            self._scope.start(_RECEIPT, self._showing(self._receipt))

    async def _showing(self, receipt: ReceiptRecord) -> None:
        dialog = ReceiptDialog((receipt,), price_of(receipt, price_table(self._desk.paths)), self)
        dialog.deletion_wanted.connect(
            lambda account, names: self._scope.start(
                _REMOVAL, remove_uploads(self._desk, dialog, account, names)
            )
        )
        await ask_user(dialog)

    def _tell(self, words: str, tone: str = "muted") -> None:
        self.state.setText(words)
        mark(self.state, tone=tone)

    def _show_running(self, running: bool) -> None:
        for button in (self.ask, self.transcribe):
            button.setVisible(not running)
        self.stop.setVisible(running)
        self.copy.setEnabled(bool(self.answer.toPlainText()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.answer.toPlainText())

    def _end(self) -> None:
        self._batch.stop()
        for task in (_TASK, _CONSENT, _RECEIPT):
            self._scope.cancel(task)

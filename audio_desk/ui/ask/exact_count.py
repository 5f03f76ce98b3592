"""Has the server count what a request would take, beneath its plan."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.count_tokens import Counted, count_tokens
from audio_desk.operations.desk import Desk
from audio_desk.ui.ask.plan_fields import note
from audio_desk.ui.ask.request_book import RequestBook
from audio_desk.ui.progress_words import progress_words
from audio_desk.ui.task_scope import TaskScope, report_bug


class ExactCount(QWidget):
    """The button, and beside it how far it is, what was counted, or why not. Asks for consent first."""

    def __init__(
        self,
        desk: Desk,
        request: AskRequest,
        book: RequestBook,
        result: Callable[[int], str],
        *,
        enabled: bool,
        parent: QWidget,
    ) -> None:
        """`result` puts the tokens into words."""
        super().__init__(parent)
        self._desk, self._request, self._book, self._result = desk, request, book, result
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self.counted: QLabel = note("plan-counted", "")
        self._button = QPushButton(self.tr("Count exactly"))
        self._button.setObjectName("count-exactly")
        self._button.setToolTip(self.tr("Let the server count; it has to have the sound for that"))
        self._button.setAutoDefault(False)
        self._button.setEnabled(enabled)
        self._button.clicked.connect(self._count)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        row.addWidget(self.counted, 1)

    def _count(self) -> None:
        self._button.setEnabled(False)
        self._scope.start("count", self._counting())

    async def _counting(self) -> None:
        try:
            if not await self._book.agreed(self._request, self.window()):
                return
            async with aclosing(count_tokens(self._desk, self._request)) as events:
                async for event in events:
                    words = (
                        self._result(event.tokens) if isinstance(event, Counted) else progress_words(event)
                    )
                    self.counted.setText(words)
        except AudioDeskError as error:
            self.counted.setText(words_for(error).sentence)
        finally:
            self._button.setEnabled(True)

"""The answers of the shown recording as a list model, newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from audio_desk.library.records import AnswerRecord
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.transcripts.answers.words import full_line, status_words, title_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ANSWER_ROLE = Qt.ItemDataRole.UserRole + 1


class AnswerModel(QAbstractListModel):
    """Rows are known by the answer's id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers: list[AnswerRecord] = []
        self._rate = 1

    @property
    def answers(self) -> tuple[AnswerRecord, ...]:
        return tuple(self._answers)

    @property
    def rate(self) -> int:
        """Frames per second of their recording."""
        return self._rate

    def show(self, answers: tuple[AnswerRecord, ...], rate: int) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._answers, self._rate = list(answers), rate
        self.endResetModel()

    def row_of(self, answer_id: int) -> int:
        """-1 for an answer that is not here."""
        return next((row for row, answer in enumerate(self._answers) if answer.id == answer_id), -1)

    def answer(self, answer_id: int) -> AnswerRecord | None:
        row = self.row_of(answer_id)
        return self._answers[row] if row >= 0 else None

    def put(self, answer: AnswerRecord) -> None:
        """Change the row of this answer, or add it on top."""
        row = self.row_of(answer.id)
        if row < 0:
            self.beginInsertRows(_ROOT, 0, 0)
            self._answers.insert(0, answer)
            self.endInsertRows()
        elif answer != self._answers[row]:
            self._answers[row] = answer
            self.dataChanged.emit(self.index(row), self.index(row))

    def extend(self, answer_id: int, text: str = "", segments: tuple[Segment, ...] = ()) -> None:
        """Add what arrived; the row itself looks the same, so nothing is announced."""
        row = self.row_of(answer_id)
        if row >= 0:
            old = self._answers[row]
            self._answers[row] = replace(old, text=old.text + text, segments=old.segments + segments)

    def remove(self, answer_id: int) -> None:
        row = self.row_of(answer_id)
        if row >= 0:
            self.beginRemoveRows(_ROOT, row, row)
            del self._answers[row]
            self.endRemoveRows()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._answers)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._answers):
            return None
        answer = self._answers[index.row()]
        if role == ANSWER_ROLE:
            return answer
        if role == Qt.ItemDataRole.DisplayRole:
            return title_words(answer)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (title_words(answer), full_line(answer, self._rate, datetime.now(UTC)))
            return "\n".join(part for part in (*parts, status_words(answer.status)) if part)
        return None

"""Two states of a transcript side by side, as a list of rows, each painted as two columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from audio_desk.transcripts.script.differences import Difference
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.ui.amounts import link_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
DIFFERENCE = int(Qt.ItemDataRole.UserRole) + 1


class ComparisonModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Difference, ...] = ()
        self._rate = 1

    @property
    def rows(self) -> tuple[Difference, ...]:
        return self._rows

    def show(self, rows: Sequence[Difference], rate: int) -> None:
        self.beginResetModel()
        self._rows, self._rate = tuple(rows), rate
        self.endResetModel()

    def head(self, line: KeptSegment | None) -> str:
        """Time and speaker of a line; empty where there is none."""
        if line is None:
            return ""
        who = f"  {line.speaker}" if line.speaker else ""
        return link_words(line.start_frame / self._rate) + who

    def _spoken(self, row: Difference) -> str:
        old = f"{self.head(row.old)} {row.old.text}" if row.old is not None else self.tr("nothing")
        new = f"{self.head(row.new)} {row.new.text}" if row.new is not None else self.tr("nothing")
        return self.tr("{old} – then: {new}").format(old=old, new=new)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == DIFFERENCE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(row)
        return None

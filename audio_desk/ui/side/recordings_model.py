"""The recordings that the library knows, as a list model: the last opened first."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from audio_desk import timecode
from audio_desk.library.records import RecordingRecord

RECORD: Final = int(Qt.ItemDataRole.UserRole)
LENGTH: Final = RECORD + 1
"""`2:06`, `1:14:30`"""
IS_OPEN: Final = RECORD + 2

_Index = QModelIndex | QPersistentModelIndex


class RecordingsModel(QAbstractListModel):
    """Rows are replaced as a whole; there are a few dozen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: tuple[RecordingRecord, ...] = ()
        self._open_id: int | None = None

    @property
    def records(self) -> tuple[RecordingRecord, ...]:
        return self._records

    def show_records(self, records: tuple[RecordingRecord, ...], open_id: int | None) -> None:
        """`open_id` is the row of the recording in the window."""
        self.beginResetModel()
        self._records, self._open_id = records, open_id
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._records)

    @override
    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        record = self._records[index.row()]
        length = timecode.clock(record.frames / record.rate)
        values = {
            int(Qt.ItemDataRole.DisplayRole): record.name,
            int(Qt.ItemDataRole.ToolTipRole): str(record.path),
            int(Qt.ItemDataRole.AccessibleTextRole): f"{record.name}, {length}",
            RECORD: record,
            LENGTH: length,
            IS_OPEN: record.id == self._open_id,
        }
        return values.get(role)

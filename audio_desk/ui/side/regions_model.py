"""The regions and markers of the recording, as a list model over the document's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from audio_desk.library.records import RegionRecord
from audio_desk.ui.document import Document
from audio_desk.ui.regions.labels import Labels

RECORD: Final = int(Qt.ItemDataRole.UserRole)
TIMES: Final = RECORD + 1
"""`0:34.4 – 0:52.0`"""
UNNAMED: Final = RECORD + 2
"""What stands there without a name."""

_Index = QModelIndex | QPersistentModelIndex


class RegionsModel(QAbstractListModel):
    """Rows whose place stays are only repainted, so that a drag on the waveform resets nothing."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._labels = Labels(document)
        self._records: tuple[RegionRecord, ...] = ()
        document.regions.changed.connect(self._follow)
        document.regions.replaced.connect(self._follow)
        document.segments_changed.connect(self._words_changed)
        self._follow()

    @property
    def records(self) -> tuple[RegionRecord, ...]:
        return self._records

    def row_of(self, record: RegionRecord | None) -> int:
        """-1 where it is not here."""
        ids = [known.id for known in self._records]
        return ids.index(record.id) if record is not None and record.id in ids else -1

    def _follow(self, _edits: object = None) -> None:
        before, now = self._records, self._document.regions.records
        if [record.id for record in before] != [record.id for record in now]:
            self.beginResetModel()
            self._records = now
            self.endResetModel()
            return
        self._records = now
        for row, (old, new) in enumerate(zip(before, now, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _words_changed(self, _segments: object) -> None:
        if self._records:
            self.dataChanged.emit(self.index(0), self.index(len(self._records) - 1))

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._records)

    @override
    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        record, labels = self._records[index.row()], self._labels
        reads: dict[int, Callable[[RegionRecord], object]] = {
            int(Qt.ItemDataRole.DisplayRole): self._name,
            int(Qt.ItemDataRole.EditRole): lambda record: record.name,
            int(Qt.ItemDataRole.AccessibleTextRole): labels.spoken,
            int(Qt.ItemDataRole.ToolTipRole): self._tip,
            RECORD: lambda record: record,
            TIMES: labels.times,
            UNNAMED: lambda record: self._name(replace(record, name="")),
        }
        read = reads.get(role)
        return read(record) if read is not None else None

    def _name(self, record: RegionRecord) -> str:
        """Its times stand beneath already."""
        label = self._labels.of(record)
        return self.tr("Region") if label == self._labels.times(record) else label

    def _tip(self, record: RegionRecord) -> str:
        lines = (self._name(record), self._labels.times(record), record.comment)
        return "\n".join(dict.fromkeys(line for line in lines if line))

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    @override
    def setData(self, index: _Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """A new name."""
        if not index.isValid() or role != int(Qt.ItemDataRole.EditRole):
            return False
        self._document.regions.put(replace(self._records[index.row()], name=str(value).strip()))
        return True

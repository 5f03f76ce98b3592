"""What the library window lists: recordings, and the places where words were found."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from audio_desk import timecode
from audio_desk.library.forgetting import Known
from audio_desk.operations.transcripts.search import Hit, marks_in

ENTRY: Final = int(Qt.ItemDataRole.UserRole)
MARKS: Final = ENTRY + 1
"""tuple[tuple[int, int], ...]: what is to be marked in the display text"""
BELOW: Final = ENTRY + 2
"""The second line"""
IS_MISSING: Final = ENTRY + 3

Entry = Known | Hit

_LEAD: Final = 40
"""Characters before the first word found: a long line is cut there, so that the word is seen."""

_Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractListModel):
    """Replaced as a whole; what a row shows is made when it is looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._missing: frozenset[int] = frozenset()
        self._words = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._entries

    @property
    def words(self) -> str:
        """What was looked for."""
        return self._words

    @property
    def missing(self) -> frozenset[int]:
        return self._missing

    def show_entries(self, entries: tuple[Entry, ...], words: str) -> None:
        """`words`: what was looked for."""
        self.beginResetModel()
        self._entries, self._words = entries, words
        self.endResetModel()

    def show_missing(self, missing: frozenset[int]) -> None:
        """The ids of recordings whose file is gone."""
        self._missing = missing
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def _text(self, entry: Entry) -> str:
        if isinstance(entry, Known):
            return entry.recording.name
        text = " ".join(entry.text.split())
        marks = marks_in(text, self._words)
        cut = marks[0][0] - _LEAD if marks else 0
        return f"…{text[cut:]}" if cut > _LEAD else text

    def _marks(self, entry: Entry) -> tuple[tuple[int, int], ...]:
        return marks_in(self._text(entry), self._words) if self._words else ()

    def _below(self, entry: Entry) -> str:
        recording = entry.recording
        if isinstance(entry, Known):
            return _known_words(entry, is_missing=recording.id in self._missing)
        time = timecode.clock(entry.start_frame / recording.rate)
        return f"{recording.name} · {time} · {_kind_words(entry.kind)}"

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.text if isinstance(entry, Hit) else str(entry.recording.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._text(entry)}, {self._below(entry)}"
        if role == MARKS:
            return self._marks(entry)
        if role == BELOW:
            return self._below(entry)
        if role == IS_MISSING:
            return entry.recording.id in self._missing
        return entry if role == ENTRY else None


def count_of(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(f"{count:,}")


def _known_words(known: Known, *, is_missing: bool) -> str:
    recording = known.recording
    parts = (
        timecode.clock(recording.frames / recording.rate),
        count_of(known.answers, _tr("1 answer"), _tr("{0} answers")) if known.answers else "",
        count_of(known.regions, _tr("1 region"), _tr("{0} regions")) if known.regions else "",
        _tr("not found in {0}").format(recording.path.parent) if is_missing else str(recording.path.parent),
    )
    return " · ".join(part for part in parts if part)


def _kind_words(kind: str) -> str:
    words = {"transcript": _tr("transcript"), "answer": _tr("answer"), "region": _tr("region")}
    return words[kind]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Library", text)

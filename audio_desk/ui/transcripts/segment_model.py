"""The transcript's lines as a list model; knows which one the playhead is in."""

from __future__ import annotations

from bisect import bisect_right
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from audio_desk.transcripts.segment import Flag, Segment
from audio_desk.ui.amounts import link_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SegmentRole(IntEnum):
    SEGMENT = Qt.ItemDataRole.UserRole + 1
    TIME = Qt.ItemDataRole.UserRole + 2
    """`02:30`, as it is shown"""
    SPEAKER_NUMBER = Qt.ItemDataRole.UserRole + 3
    """Speakers counted from 0 in the order in which they first speak; -1 for none"""
    IS_CURRENT = Qt.ItemDataRole.UserRole + 4


class SegmentModel(QAbstractListModel):
    """Segments in time order. Showing others changes only the rows that differ."""

    current_changed = Signal(int)
    """Row of the segment at the playhead, or -1. Not told by dataChanged, on which a list view lays out all
    its rows again: 0.14 s for 10,000."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._segments: tuple[Segment, ...] = ()
        self._starts: list[int] = []
        self._speakers: dict[str, int] = {}
        self._rate = 1
        self._current = -1
        self._playhead = 0

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self._segments

    @property
    def rate(self) -> int:
        """Frames per second."""
        return self._rate

    @property
    def current_row(self) -> int:
        return self._current

    def show(self, segments: tuple[Segment, ...], rate: int) -> None:
        """`segments` in time order; rows that stay equal are left alone."""
        if rate != self._rate:
            self.beginResetModel()
            self._rate, self._segments, self._starts, self._current = rate, (), [], -1
            self.endResetModel()
        self._learn_speakers(segments)
        head, tail = _common_ends(self._segments, segments)
        self._remove_rows(head, len(self._segments) - tail)
        self._insert_rows(head, segments, len(segments) - tail)
        self._mark_current()

    def move_playhead(self, frame: int) -> None:
        self._playhead = frame
        self._mark_current()

    def line(self, row: int) -> str:
        """A row as text: `[02:30] Maya: words`."""
        segment = self._segments[row]
        who = f"{segment.speaker}: " if segment.speaker else ""
        return f"[{link_words(segment.start_frame / self._rate)}] {who}{segment.text}"

    def _learn_speakers(self, segments: tuple[Segment, ...]) -> None:
        if not segments:
            self._speakers = {}
        for segment in segments:
            if segment.speaker:
                self._speakers.setdefault(segment.speaker, len(self._speakers))

    def _remove_rows(self, first: int, end: int) -> None:
        if end > first:
            self.beginRemoveRows(_ROOT, first, end - 1)
            self._keep(self._segments[:first] + self._segments[end:])
            self.endRemoveRows()

    def _insert_rows(self, first: int, segments: tuple[Segment, ...], end: int) -> None:
        if end > first:
            self.beginInsertRows(_ROOT, first, end - 1)
            self._keep(segments)
            self.endInsertRows()

    def _keep(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments
        self._starts = [segment.start_frame for segment in segments]
        self._current = -1

    def _row_at(self, frame: int) -> int:
        row = bisect_right(self._starts, frame) - 1
        return row if row >= 0 and frame < self._segments[row].end_frame else -1

    def _mark_current(self) -> None:
        row = self._row_at(self._playhead)
        if row == self._current:
            return
        self._current = row
        self.current_changed.emit(row)

    def _why_flagged(self, flags: frozenset[Flag]) -> str:
        reasons = {
            Flag.OUTSIDE: self.tr("This time is outside the stretch that was asked about."),
            Flag.BACKWARD: self.tr("This time is earlier than the line before it."),
            Flag.PAST_END: self.tr("This time is after the end of the recording."),
        }
        return "\n".join(reasons[flag] for flag in Flag if flag in flags)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._segments)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._segments):
            return None
        segment = self._segments[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return segment.text
        if role == SegmentRole.SEGMENT:
            return segment
        if role == SegmentRole.TIME:
            return link_words(segment.start_frame / self._rate)
        if role == SegmentRole.SPEAKER_NUMBER:
            return self._speakers.get(segment.speaker, -1) if segment.speaker else -1
        if role == SegmentRole.IS_CURRENT:
            return index.row() == self._current
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._why_flagged(segment.flags) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.line(index.row())
        return None


def _common_ends(old: tuple[Segment, ...], new: tuple[Segment, ...]) -> tuple[int, int]:
    """How many segments at the head, and then at the tail, are the same in both."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    room = shorter - head
    tail = next((i for i in range(room) if old[-1 - i] != new[-1 - i]), room)
    return head, tail

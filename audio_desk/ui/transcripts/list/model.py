"""The transcript's lines as a list model; knows which one the playhead is in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from enum import IntEnum
from itertools import islice

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.segment import Flag
from audio_desk.ui.amounts import link_words
from audio_desk.ui.transcripts.list.line import Line, id_of, speaker_numbers

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SegmentRole(IntEnum):
    SEGMENT = Qt.ItemDataRole.UserRole + 1
    TIME = Qt.ItemDataRole.UserRole + 2
    """`02:30`, as it is shown"""
    SPEAKER_NUMBER = Qt.ItemDataRole.UserRole + 3
    """Counts the theme's colours of speakers; -1 for none"""
    IS_CURRENT = Qt.ItemDataRole.UserRole + 4


class SegmentModel(QAbstractListModel):
    """Lines in time order. Showing others changes only the rows that differ; a kept line that was edited
    stays the row that it is.
    """

    current_changed = Signal(int)
    """Row of the segment at the playhead, or -1. Not told by dataChanged, on which a list view lays out all
    its rows again: 0.14 s for 10,000."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._segments: tuple[Line, ...] = ()
        self._starts: list[int] = []
        self._rows: dict[str, int] | None = {}
        """By id; None until it is asked for."""
        self._speakers: dict[str, int] = {}
        self._rate = 1
        self._current = -1
        self._playhead = 0

    @property
    def segments(self) -> tuple[Line, ...]:
        return self._segments

    @property
    def rate(self) -> int:
        """Frames per second."""
        return self._rate

    @property
    def last_seconds(self) -> float:
        """When the last line begins."""
        return self._starts[-1] / self._rate if self._starts else 0.0

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who has a colour."""
        return tuple(self._speakers)

    @property
    def current_row(self) -> int:
        return self._current

    def show(self, segments: tuple[Line, ...], rate: int, colours: Mapping[str, int] | None = None) -> None:
        """`segments` in time order; rows that stay equal are left alone.

        `colours` of the speakers that have one; others get theirs as they first speak.
        """
        if rate != self._rate:
            self.beginResetModel()
            self._rate = rate
            self._keep(())
            self.endResetModel()
        self._speakers = speaker_numbers(segments, colours or {})
        head, tail = _common_ends(self._segments, segments)
        first, old_end, new_end = head, len(self._segments) - tail, len(segments) - tail
        changed = _edited(self._segments[first:old_end], segments[first:new_end])
        if changed:
            self._keep(
                (
                    *self._segments[:first],
                    *segments[first : first + changed],
                    *self._segments[first + changed :],
                )
            )
            self.dataChanged.emit(self.index(first), self.index(first + changed - 1))
        self._remove_rows(first + changed, old_end)
        self._insert_rows(first + changed, segments, new_end)
        self._mark_current()

    def row_of(self, segment_id: str) -> int:
        """-1 where there is no kept line of this id."""
        if self._rows is None:
            self._rows = {id_of(line): row for row, line in enumerate(self._segments)}
        return self._rows.get(segment_id, -1) if segment_id else -1

    def move_playhead(self, frame: int) -> None:
        self._playhead = frame
        self._mark_current()

    def line(self, row: int) -> str:
        """A row as text: `[02:30] Maya: words`."""
        segment = self._segments[row]
        who = f"{segment.speaker}: " if segment.speaker else ""
        return f"[{link_words(segment.start_frame / self._rate)}] {who}{segment.text}"

    def _remove_rows(self, first: int, end: int) -> None:
        if end > first:
            self.beginRemoveRows(_ROOT, first, end - 1)
            self._keep(self._segments[:first] + self._segments[end:])
            self.endRemoveRows()

    def _insert_rows(self, first: int, segments: tuple[Line, ...], end: int) -> None:
        if end > first:
            self.beginInsertRows(_ROOT, first, end - 1)
            self._keep(segments)
            self.endInsertRows()

    def _keep(self, segments: tuple[Line, ...]) -> None:
        self._segments, self._rows = segments, None
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


def _common_ends(old: tuple[Line, ...], new: tuple[Line, ...]) -> tuple[int, int]:
    """How many lines at the head, and then at the tail, are the same in both."""
    head = _same(zip(old, new, strict=False), min(len(old), len(new)))
    room = min(len(old), len(new)) - head
    tail = _same(islice(zip(reversed(old), reversed(new), strict=False), room), room)
    return head, tail


def _same(pairs: Iterable[tuple[Line, Line]], count: int) -> int:
    """How many of them are alike before the first that are not."""
    for row, (mine, theirs) in enumerate(pairs):
        if mine is not theirs and mine != theirs:
            return row
    return count


def _edited(old: tuple[Line, ...], new: tuple[Line, ...]) -> int:
    """How many at the head are kept lines that were edited where they stand."""
    for row, (mine, theirs) in enumerate(zip(old, new, strict=False)):
        if mine is not theirs and not (isinstance(mine, KeptSegment) and mine.id == id_of(theirs)):
            return row
    return min(len(old), len(new))

"""The regions and markers of the recording that is shown, and the one that keys act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from audio_desk.library.records import RegionRecord
from audio_desk.region import Region


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of one region: `before` None where it was added, `after` None where it was deleted."""

    before: RegionRecord | None
    after: RegionRecord | None

    @property
    def id(self) -> str:
        record = self.after or self.before
        assert record is not None
        return record.id

    @property
    def undone(self) -> Edit:
        return Edit(self.after, self.before)


class RegionBook(QObject):
    """Ordered by place; every change is a set of edits, which history and library read."""

    changed = Signal(object)
    """tuple[Edit, ...]"""
    replaced = Signal()
    """By those of another recording, or by what the library has"""
    focus_changed = Signal(object)
    """RegionRecord | None"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_id: dict[str, RegionRecord] = {}
        self._ordered: tuple[RegionRecord, ...] = ()
        self._focused = ""

    @property
    def records(self) -> tuple[RegionRecord, ...]:
        return self._ordered

    @property
    def focused(self) -> RegionRecord | None:
        """The region that Delete, F2 and the like mean."""
        return self._by_id.get(self._focused)

    def get(self, region_id: str) -> RegionRecord | None:
        return self._by_id.get(region_id)

    def focus(self, record: RegionRecord | None) -> None:
        focused = record.id if record is not None and record.id in self._by_id else ""
        if focused != self._focused:
            self._focused = focused
            self.focus_changed.emit(self.focused)

    def put(self, record: RegionRecord) -> None:
        """Add it, or change the one with its id."""
        self.apply((Edit(self._by_id.get(record.id), record),))

    def reshape(self, region_id: str, span: Region) -> None:
        """Nothing when it is gone."""
        record = self._by_id.get(region_id)
        if record is not None:
            self.put(replace(record, span=span))

    def remove(self, record: RegionRecord) -> None:
        self.apply((Edit(self._by_id.get(record.id), None),))

    def apply(self, edits: Iterable[Edit]) -> None:
        """Only what differs is announced."""
        made = tuple(edit for edit in edits if edit.before != edit.after)
        if not made:
            return
        for edit in made:
            if edit.after is None:
                self._by_id.pop(edit.id, None)
            else:
                self._by_id[edit.id] = edit.after
        self._arrange()
        self.changed.emit(made)
        if self._focused and self._focused not in self._by_id:
            self._focused = ""
            self.focus_changed.emit(None)

    def load(self, records: Iterable[RegionRecord]) -> None:
        """From the library; what was added here while it was read stays."""
        self._by_id = {record.id: record for record in records} | self._by_id
        self._arrange()
        self.replaced.emit()

    def clear(self) -> None:
        """For another recording."""
        self._by_id, self._ordered = {}, ()
        self.focus(None)
        self.replaced.emit()

    def follow_selection(self, selection: Region | None) -> None:
        """Selecting just the span of a region focuses it; another selection lets go of what was focused."""
        if selection is None or (self.focused is not None and self.focused.span == selection):
            return
        self.focus(next((record for record in self._ordered if record.span == selection), None))

    def _arrange(self) -> None:
        self._ordered = tuple(sorted(self._by_id.values(), key=_place))


def _place(record: RegionRecord) -> tuple[object, ...]:
    return (record.span.start, record.span.end, record.created, record.id)

"""One step of the history: which regions it changed, and what was selected before and after."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from audio_desk.region import Region
from audio_desk.ui.regions.book import Edit

_MERGE_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Step:
    """A value of Python's alone: QUndoStack deletes commands that Python has already freed, and crashes."""

    edits: tuple[Edit, ...]
    selection_before: Region | None
    selection_after: Region | None
    merges: bool
    """Whether it may go together with a step just like it that was made just before."""
    made_at: float = field(default_factory=time.monotonic)

    @property
    def words(self) -> str:
        return _words(self.edits)

    def merged(self, later: Step) -> Step | None:
        """Both as one, where the same regions were moved a little more, soon after; else None."""
        if not (self.merges and later.merges) or later.made_at - self.made_at > _MERGE_SECONDS:
            return None
        if [edit.id for edit in self.edits] != [edit.id for edit in later.edits]:
            return None
        pairs = zip(self.edits, later.edits, strict=True)
        edits = tuple(Edit(mine.before, theirs.after) for mine, theirs in pairs)
        return Step(edits, self.selection_before, later.selection_after, True, later.made_at)


def _words(edits: tuple[Edit, ...]) -> str:
    """What it was, by its first region; the others go along."""
    if not edits:
        return _tr("Selection")
    before, after = edits[0].before, edits[0].after
    if after is None:
        return _tr("Delete marker") if before is not None and before.is_marker else _tr("Delete region")
    if before is None:
        return _tr("Add marker") if after.is_marker else _tr("Add region")
    if before.span != after.span:
        return _tr("Move marker") if after.is_marker else _tr("Change region")
    if before.name != after.name:
        return _tr("Rename marker") if after.is_marker else _tr("Rename region")
    return _tr("Colour marker") if after.is_marker else _tr("Colour region")


def _tr(text: str) -> str:
    return QCoreApplication.translate("History", text)

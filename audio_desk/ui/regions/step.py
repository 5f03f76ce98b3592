"""One step of the history: which regions and lines it changed, and what was selected before and after."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication

from audio_desk.region import Region
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.joined import joined
from audio_desk.ui.regions.book import Edit
from audio_desk.ui.transcripts.versions.change_words import change_words

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
    change: Change | None = None
    """Of the transcript."""
    key: str = ""
    """Steps of one key that follow each other are one, however slowly: a line that is being written."""

    @property
    def words(self) -> str:
        return change_words(self.change) if self.change is not None else _words(self.edits)

    @property
    def is_nothing(self) -> bool:
        return self.change is not None and self.change.is_nothing and not self.edits

    def merged(self, later: Step) -> Step | None:
        """Both as one, where the same regions were moved a little more, soon after; else None."""
        goes_on = bool(self.key) and self.key == later.key
        soon = self.merges and later.merges and later.made_at - self.made_at <= _MERGE_SECONDS
        if not goes_on and not (soon and self._lines() == later._lines()):
            return None
        if [edit.id for edit in self.edits] != [edit.id for edit in later.edits]:
            return None
        pairs = zip(self.edits, later.edits, strict=True)
        edits = tuple(Edit(mine.before, theirs.after) for mine, theirs in pairs)
        changes = [change for change in (self.change, later.change) if change is not None]
        return replace(
            later,
            edits=edits,
            selection_before=self.selection_before,
            change=joined(changes) if changes else None,
        )

    def _lines(self) -> list[str]:
        return [segment.id for segment in self.change.removed] if self.change is not None else []


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

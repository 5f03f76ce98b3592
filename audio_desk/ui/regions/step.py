"""One step of the history: which regions it changed, and what was selected before and after."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand
from typing_extensions import override

from audio_desk.region import Region
from audio_desk.ui.regions.book import Edit

if TYPE_CHECKING:
    from audio_desk.ui.regions.history import History

_MERGE_SECONDS = 1.5
_MERGING = 1
_ALONE = -1
"""Qt asks only commands with another id than this one whether they merge."""


class Step(QUndoCommand):
    """Made after the change: the first `redo`, which Qt calls at once, has nothing to do."""

    def __init__(
        self,
        history: History,
        edits: tuple[Edit, ...],
        selections: tuple[Region | None, Region | None],
        *,
        merges: bool,
    ) -> None:
        super().__init__(_words(edits))
        self.edits = edits
        self.selection_before, self.selection_after = selections
        self._history = history
        self._merges = merges
        self._made_at = time.monotonic()
        self._is_done = True

    @override
    def redo(self) -> None:
        if self._is_done:
            self._is_done = False
        else:
            self._history.replay(self, forward=True)

    @override
    def undo(self) -> None:
        self._history.replay(self, forward=False)

    @override
    def id(self) -> int:
        return _MERGING if self._merges else _ALONE

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        """The same regions moved a little more, soon after."""
        if not isinstance(other, Step) or other._made_at - self._made_at > _MERGE_SECONDS:
            return False
        if [edit.id for edit in self.edits] != [edit.id for edit in other.edits]:
            return False
        pairs = zip(self.edits, other.edits, strict=True)
        self.edits = tuple(Edit(mine.before, theirs.after) for mine, theirs in pairs)
        self.selection_after, self._made_at = other.selection_after, other._made_at
        return True


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

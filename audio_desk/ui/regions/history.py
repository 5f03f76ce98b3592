"""Undo and redo of regions, markers, the transcript and the selection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.joined import joined
from audio_desk.ui.regions.book import Edit
from audio_desk.ui.regions.step import Step

if TYPE_CHECKING:
    from audio_desk.ui.document import Document

_STEPS = 500


class History(QObject):
    """Watches the document: whatever changes between two settled moments is one step."""

    changed = Signal()
    """Other things can be undone or redone"""
    replayed = Signal(object)
    """Step that was just undone or redone"""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._selection = document.selection
        self._edits: dict[str, Edit] = {}
        self._changes: list[Change] = []
        self._holds = 0
        self._merges = False
        self._key = ""
        self._replaying = False
        self._aside_depth = 0
        self._glimpses = False
        """What is shown is a glimpse: its steps are not those to come back to."""
        self._aside: tuple[list[Step], list[Step]] = [], []
        """Steps of the recording before a glimpse."""
        document.shown_changed.connect(self._forget)
        document.recording_returned.connect(self._take_back)
        document.selection_changed.connect(self._settle)
        document.regions.changed.connect(self._collect)
        document.script.changed.connect(self._collect_change)

    @property
    def undo_words(self) -> str:
        """What `undo` would take back; empty when there is nothing."""
        return self._done[-1].words if self._done else ""

    @property
    def redo_words(self) -> str:
        return self._undone[-1].words if self._undone else ""

    def undo(self) -> None:
        """Nothing while a drag goes on."""
        if self._done and not self._holds:
            step = self._done.pop()
            self._undone.append(step)
            self._replay(step, forward=False)

    def redo(self) -> None:
        if self._undone and not self._holds:
            step = self._undone.pop()
            self._done.append(step)
            self._replay(step, forward=True)

    def hold(self) -> None:
        """From here to the matching `release` all changes are one step."""
        self._holds += 1

    def release(self) -> None:
        self._holds -= 1
        self._settle()

    @contextmanager
    def one_step(self, *, merges: bool = False, key: str = "") -> Iterator[None]:
        """`merges`: goes together with a step just like it that was made just before, as repeated keys do.

        `key`: goes together with the step before, if that had the same key.
        """
        outermost = not self._holds
        if outermost:
            self._merges, self._key = merges, key
        self.hold()
        try:
            yield
        finally:
            self.release()
            if outermost:
                self._merges, self._key = False, ""

    @contextmanager
    def selecting_aside(self) -> Iterator[None]:
        """What is selected inside comes with something else that was chosen, and is no step of its own."""
        self._aside_depth += 1
        try:
            yield
        finally:
            self._aside_depth -= 1

    def forget_lines(self) -> None:
        """Others changed the transcript: what was done to it here cannot be taken back any more."""
        self._done = [step for step in map(_without_lines, self._done) if step is not None]
        self._undone = [step for step in map(_without_lines, self._undone) if step is not None]
        self.changed.emit()

    def _replay(self, step: Step, *, forward: bool) -> None:
        self._replaying = True
        try:
            edits = step.edits if forward else tuple(edit.undone for edit in reversed(step.edits))
            self._document.regions.apply(edits)
            if step.change is not None:
                self._document.script.apply(step.change if forward else step.change.inverse)
            self._selection = step.selection_after if forward else step.selection_before
            self._document.select(self._selection)
            for edit in edits[:1]:
                self._document.regions.focus(self._document.regions.get(edit.id))
        finally:
            self._replaying = False
        self.changed.emit()
        self.replayed.emit(step)

    def _collect_change(self, change: Change) -> None:
        if not self._replaying:
            self._changes.append(change)
            self._settle()

    def _collect(self, edits: tuple[Edit, ...]) -> None:
        if self._replaying:
            return
        for edit in edits:
            known = self._edits.get(edit.id)
            self._edits[edit.id] = edit if known is None else Edit(known.before, edit.after)
        self._settle()

    def _settle(self, _: object = None) -> None:
        if self._aside_depth and not self._edits and not self._changes:
            self._selection = self._document.selection
        if self._holds or self._replaying or self._aside_depth:
            return
        edits = tuple(edit for edit in self._edits.values() if edit.before != edit.after)
        before, self._selection = self._selection, self._document.selection
        change = joined(self._changes) if self._changes else None
        self._edits, self._changes = {}, []
        if edits or before != self._selection or (change is not None and not change.is_nothing):
            step = Step(edits, before, self._selection, self._merges, change=change, key=self._key)
            self._add(step)
            self.changed.emit()

    def _add(self, step: Step) -> None:
        self._undone.clear()
        merged = self._done[-1].merged(step) if self._done else None
        if merged is not None:
            self._done[-1:] = [] if merged.is_nothing else [merged]
        else:
            self._done = [*self._done[1 - _STEPS :], step]

    def _take_back(self) -> None:
        self._done, self._undone = self._aside
        self._start_from_here()
        self.changed.emit()

    def _forget(self, _shown: object) -> None:
        if not self._glimpses:
            self._aside = self._done, self._undone
        self._glimpses = self._document.glimpse is not None
        self._start_from_here()
        self._done, self._undone = [], []
        self.changed.emit()

    def _start_from_here(self) -> None:
        self._edits, self._changes = {}, []
        self._selection = self._document.selection


def _without_lines(step: Step) -> Step | None:
    """None where nothing else was done in it."""
    if step.change is None:
        return step
    return replace(step, change=None) if step.edits else None

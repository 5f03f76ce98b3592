"""Drag the header of a stretch, or a marker's flag: the whole of it moves, its length stays."""

from __future__ import annotations

from PySide6.QtCore import Qt

from audio_desk.region import Region
from audio_desk.ui.waveform.gestures.gesture import Stage
from audio_desk.ui.waveform.gestures.subject import Subject
from audio_desk.ui.waveform.snapping import snap_shift


class ShiftDrag:
    """The frame that was taken stays under the pointer, unless an edge snaps."""

    cursor = Qt.CursorShape.ClosedHandCursor
    scrolls = True

    def __init__(self, stage: Stage, x: float, subject: Subject, span: Region) -> None:
        self._stage = stage
        self._subject = subject
        self._before = span
        self._targets = stage.targets(span)
        self._grip = stage.view.viewport.frame_at(x)

    def move(self, x: float, *, snaps: bool) -> None:
        view = self._stage.view.viewport
        moved = self._before.moved(round(view.frame_at(x) - self._grip), view.frames)
        if snaps:
            moved = moved.moved(snap_shift(moved.start, moved.end, self._targets, view), view.frames)
        self._subject.put(moved)

    def cancel(self) -> None:
        self._subject.put_back()

"""Drag an edge of a stretch: the other edge stays; crossing it turns the stretch over."""

from __future__ import annotations

from PySide6.QtCore import Qt

from audio_desk.region import Region
from audio_desk.ui.waveform.gestures.gesture import Stage
from audio_desk.ui.waveform.gestures.subject import Subject
from audio_desk.ui.waveform.snapping import snapped


class ResizeDrag:
    """`fixed` is the edge that stays, `moving` the one that was taken; the grip keeps its distance."""

    cursor = Qt.CursorShape.SizeHorCursor
    scrolls = True

    def __init__(self, stage: Stage, x: float, subject: Subject, *, fixed: int, moving: int) -> None:
        self._stage = stage
        self._subject = subject
        self._targets = stage.targets(subject.span)
        self._fixed = fixed
        self._grip_px = stage.view.viewport.x_of(moving) - x

    def move(self, x: float, *, snaps: bool) -> None:
        view = self._stage.view.viewport
        frame = self._stage.frame_at(x + self._grip_px)
        if snaps:
            frame = snapped(frame, self._targets, view)
        if frame != self._fixed:
            self._subject.put(Region.spanning(self._fixed, frame))

    def cancel(self) -> None:
        self._subject.put_back()

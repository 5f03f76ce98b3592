"""Press on an empty place and drag: a new selection between the two ends."""

from __future__ import annotations

from PySide6.QtCore import Qt

from audio_desk.region import Region
from audio_desk.ui.waveform.gestures.gesture import Stage
from audio_desk.ui.waveform.snapping import snapped


class SelectDrag:
    """From the frame that was pressed, snapped like the other end."""

    cursor = Qt.CursorShape.IBeamCursor
    scrolls = True

    def __init__(self, stage: Stage, x: float, *, snaps: bool) -> None:
        self._stage = stage
        self._before = stage.document.selection
        self._targets = stage.targets()
        self._anchor = self._frame(x, snaps)

    def move(self, x: float, *, snaps: bool) -> None:
        region = Region.spanning(self._anchor, self._frame(x, snaps))
        self._stage.document.select(region)

    def cancel(self) -> None:
        self._stage.document.select(self._before)

    def _frame(self, x: float, snaps: bool) -> int:
        frame = self._stage.frame_at(x)
        return snapped(frame, self._targets, self._stage.view.viewport) if snaps else frame

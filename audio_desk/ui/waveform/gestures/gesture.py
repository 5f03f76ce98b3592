"""What every drag can do, and what it may use of the panel."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt

from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.waveform.view_state import ViewState


class Gesture(Protocol):
    """Made on press, or when the pointer has left the threshold; ends with `cancel` or without a word."""

    @property
    def cursor(self) -> Qt.CursorShape: ...

    @property
    def scrolls(self) -> bool:
        """Whether holding the pointer beyond the edge scrolls."""

    def move(self, x: float, *, snaps: bool) -> None:
        """The pointer is at `x` pixels from the left edge, which may be outside."""

    def cancel(self) -> None:
        """Put back what was there before."""


class Stage:
    """The document and the visible range, with the frames that a drag snaps to."""

    def __init__(self, document: Document, view: ViewState) -> None:
        self.document = document
        self.view = view

    def frame_at(self, x: float) -> int:
        return self.view.viewport.nearest_frame(x)

    def targets(self, moved: Region | None = None) -> set[int]:
        """The playhead, the recording's ends, and the edges of regions, silences and the lines beneath.

        The selection's too, while something else moves; what is moved itself is left out.
        """
        document = self.document
        spans = [region.span for region in document.regions.records if region.span != moved]
        spans += document.silences
        if moved is not None and document.selection is not None and document.selection != moved:
            spans.append(document.selection)
        frames = {0, self.view.viewport.frames, document.playhead}
        frames.update(frame for span in spans for frame in (span.start, span.end))
        for segment in document.segments:
            frames |= {segment.start_frame, segment.end_frame}
        return frames

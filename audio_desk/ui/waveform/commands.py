"""What keys and actions do to selection and playhead, in the document."""

from __future__ import annotations

from audio_desk.region import Region
from audio_desk.ui.document import Document

SHORTEST_SECONDS = 0.01
"""A nudged edge stops this far from the other one."""


class Commands:
    """Each does nothing without a recording; those about the selection's edges nothing without one."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @property
    def _frames(self) -> int:
        measured = self._document.measured
        return measured.frames if measured is not None else 0

    @property
    def _rate(self) -> int:
        measured = self._document.measured
        return measured.rate if measured is not None else 1

    def nudge_playhead(self, seconds: float) -> None:
        self._document.move_playhead(self._document.playhead + round(seconds * self._rate))

    def playhead_to_start(self) -> None:
        self._document.move_playhead(0)

    def playhead_to_end(self) -> None:
        self._document.move_playhead(self._frames)

    def select_all(self) -> None:
        self._document.select(Region(0, self._frames))

    def clear_selection(self) -> bool:
        """And let go of the region that keys act on. False when there was neither."""
        document = self._document
        had_one = document.selection is not None or document.regions.focused is not None
        document.select(None)
        document.regions.focus(None)
        return had_one

    def region_start_at_playhead(self) -> None:
        """To the old end, or to the recording's end where that would be backward or there was none."""
        at, region = self._document.playhead, self._document.selection
        keeps = region is not None and at < region.end
        self._document.reshape(
            Region.spanning(at, region.end if region is not None and keeps else self._frames)
        )

    def region_end_at_playhead(self) -> None:
        """From the old start, or from the recording's where that would be backward or there was none."""
        at, region = self._document.playhead, self._document.selection
        keeps = region is not None and at > region.start
        self._document.reshape(Region(region.start if region is not None and keeps else 0, at))

    def nudge_region_start(self, seconds: float) -> None:
        region = self._document.selection
        if self._nudge_marker(seconds):
            return
        if region is not None:
            latest = max(region.start, region.end - round(SHORTEST_SECONDS * self._rate))
            start = max(0, min(region.start + round(seconds * self._rate), latest))
            self._nudge(Region(start, region.end))

    def nudge_region_end(self, seconds: float) -> None:
        region = self._document.selection
        if region is not None:
            earliest = min(region.end, region.start + round(SHORTEST_SECONDS * self._rate))
            end = min(self._frames, max(region.end + round(seconds * self._rate), earliest))
            self._nudge(Region(region.start, end))

    def _nudge(self, span: Region) -> None:
        """Repeated soon, it is one step of the history."""
        with self._document.history.one_step(merges=True):
            self._document.reshape(span)

    def _nudge_marker(self, seconds: float) -> bool:
        """False when no marker is what keys act on."""
        marker = self._document.regions.focused
        if marker is None or not marker.is_marker:
            return False
        moved = marker.span.moved(round(seconds * self._rate), self._frames)
        with self._document.history.one_step(merges=True):
            self._document.regions.reshape(marker.id, moved)
        return True

    def extend_to(self, frame: int) -> tuple[int, int]:
        """Move the nearer edge to `frame`, or span from the playhead; returns first the edge that stayed."""
        region = self._document.selection
        if region is None:
            fixed = self._document.playhead
        else:
            nearer_end = abs(frame - region.end) <= abs(frame - region.start)
            fixed = region.start if nearer_end else region.end
        self._document.reshape(Region.spanning(fixed, frame))
        return fixed, frame

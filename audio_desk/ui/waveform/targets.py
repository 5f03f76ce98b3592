"""What lies under the pointer: an edge, a header or a flag, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audio_desk.library.records import RegionRecord
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.waveform.marks.hits import EDGE_PX, HEADER_REACH_PX, Hit, hit
from audio_desk.ui.waveform.viewport import Viewport

FLAG_PX = (8, 16)
"""How far a marker can be taken to the left and to the right of its line, in the header's row."""


@dataclass(frozen=True, slots=True)
class Target:
    """`span` is None where nothing is; `record` is None for the selection alone."""

    what: Hit
    span: Region | None = None
    record: RegionRecord | None = None


def stacked(records: Iterable[RegionRecord], focused: RegionRecord | None = None) -> list[RegionRecord]:
    """In the order of painting: later and shorter ones over the others, the focused one last."""
    return sorted(records, key=lambda record: (record == focused, record.span.start, -record.span.end))


def in_sight(records: Iterable[RegionRecord], viewport: Viewport) -> list[RegionRecord]:
    """Those that can be seen, or whose edges can be reached."""
    reach = EDGE_PX * 2 * viewport.scale
    first, last = viewport.start - reach, viewport.end + reach
    return [record for record in records if record.span.start <= last and record.span.end >= first]


def target_at(x: float, y: float, document: Document, viewport: Viewport) -> Target:
    """Flags lie over the selection, the selection over the regions."""
    seen = stacked(in_sight(document.regions.records, viewport), document.regions.focused)
    flag = _flag_at(x, y, seen, viewport)
    if flag is not None:
        return Target(Hit.HEADER, flag.span, flag)
    of_selection = hit(x, y, document.selection, viewport)
    if of_selection is not Hit.EMPTY:
        return Target(of_selection, document.selection, document.selected_region)
    stretches = [record for record in seen if not record.is_marker]
    return _header_at(x, y, stretches, viewport) or _edge_at(x, y, stretches, viewport) or Target(Hit.EMPTY)


def region_under(x: float, y: float, document: Document, viewport: Viewport) -> RegionRecord | None:
    """What a right click means: what could be taken there, else the topmost region that is drawn there."""
    target = target_at(x, y, document, viewport)
    if target.span is not None:
        return target.record
    seen = stacked(in_sight(document.regions.records, viewport), document.regions.focused)
    around = [record for record in seen if record.span.contains(viewport.nearest_frame(x))]
    return around[-1] if around else None


def _flag_at(x: float, y: float, seen: list[RegionRecord], viewport: Viewport) -> RegionRecord | None:
    if y >= HEADER_REACH_PX:
        return None
    near = [
        (abs(x - viewport.x_of(record.span.start)), -index, record)
        for index, record in enumerate(seen)
        if record.is_marker and -FLAG_PX[0] <= x - viewport.x_of(record.span.start) <= FLAG_PX[1]
    ]
    return min(near)[2] if near else None


def _header_at(x: float, y: float, seen: list[RegionRecord], viewport: Viewport) -> Target | None:
    """In the header's row the topmost region owns what is drawn of it."""
    if y >= HEADER_REACH_PX:
        return None
    for record in reversed(seen):
        if viewport.x_of(record.span.start) <= x <= viewport.x_of(record.span.end):
            return Target(hit(x, y, record.span, viewport), record.span, record)
    return None


def _edge_at(x: float, y: float, seen: list[RegionRecord], viewport: Viewport) -> Target | None:
    """The nearest; of two that meet, the one on whose side the pointer is, then the topmost."""
    best: tuple[float, bool, int] | None = None
    found = None
    for index, record in enumerate(seen):
        what = hit(x, y, record.span, viewport)
        if what not in (Hit.START, Hit.END):
            continue
        edge = viewport.x_of(record.span.start if what is Hit.START else record.span.end)
        inside = x >= edge if what is Hit.START else x < edge
        rank = (abs(x - edge), not inside, -index)
        if best is None or rank < best:
            best, found = rank, Target(what, record.span, record)
    return found

"""Says in words what the waveform shows: lengths, and the sentence for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio_desk import timecode
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.regions.labels import Labels
from audio_desk.ui.waveform.viewport import Viewport


def length_text(seconds: float) -> str:
    """`17.6 s`, `0.250 s`, and from a minute on `1:15.3`."""
    if seconds >= 60:
        return timecode.clock(seconds, 1)
    return f"{seconds:.3f} s" if seconds < 2 else f"{seconds:.1f} s"


def describe(document: Document, viewport: Viewport, labels: Labels) -> str:
    """Playhead, selection, regions and visible range, as a screen reader says them."""
    shown, region = document.shown, document.selection
    if shown is None:
        return _tr("No recording is open.")
    rate = shown.rate
    at_what = _tr("Playhead at {at} of {total}.") if shown.is_exact else _tr("About {total} long.")
    playhead = at_what.format(
        at=timecode.clock(document.playhead / rate, 1), total=timecode.clock(shown.duration, 1)
    )
    in_sight = _tr("Showing {start} to {end}.").format(
        start=timecode.clock(viewport.start / rate, 1), end=timecode.clock(viewport.end / rate, 1)
    )
    parts = (playhead, _selection(region, rate), _regions(document, labels), in_sight)
    return " ".join(part for part in parts if part)


def _selection(region: Region | None, rate: int) -> str:
    if region is None:
        return _tr("Nothing is selected: the whole recording is used.")
    start, end = region.seconds(rate)
    return _tr("Selected {start} to {end}, {length}.").format(
        start=timecode.clock(start, 3), end=timecode.clock(end, 3), length=length_text(end - start)
    )


def _regions(document: Document, labels: Labels) -> str:
    """The one that keys act on, among how many; empty where there are none."""
    records, focused = document.regions.records, document.regions.focused
    if focused is not None:
        return _tr("{region}, {number} of {count}.").format(
            region=labels.spoken(focused), number=records.index(focused) + 1, count=len(records)
        )
    return _tr("Regions and markers: {count}.").format(count=len(records)) if records else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Waveform", text)

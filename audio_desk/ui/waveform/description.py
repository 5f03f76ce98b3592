"""Says in words what the waveform shows: the selection's name, and the sentence for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio_desk import timecode
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.waveform.viewport import Viewport


def span_name(region: Region, rate: int) -> str:
    """`0:34.4 – 0:52.0`, with milliseconds where the stretch is shorter than two seconds."""
    decimals = 1 if region.frames >= 2 * rate else 3
    start, end = region.seconds(rate)
    return f"{timecode.clock(start, decimals)} – {timecode.clock(end, decimals)}"


def length_text(seconds: float) -> str:
    """`17.6 s`, `0.250 s`, and from a minute on `1:15.3`."""
    if seconds >= 60:
        return timecode.clock(seconds, 1)
    return f"{seconds:.3f} s" if seconds < 2 else f"{seconds:.1f} s"


def describe(document: Document, viewport: Viewport) -> str:
    """Playhead, selection and visible range, as a screen reader says them."""
    recording, region = document.recording, document.selection
    if recording is None:
        return _tr("No recording is open.")
    rate = recording.rate
    playhead = _tr("Playhead at {at} of {total}.").format(
        at=timecode.clock(document.playhead / rate, 1), total=timecode.clock(recording.duration, 1)
    )
    shown = _tr("Showing {start} to {end}.").format(
        start=timecode.clock(viewport.start / rate, 1), end=timecode.clock(viewport.end / rate, 1)
    )
    return f"{playhead} {_selection(region, rate)} {shown}"


def _selection(region: Region | None, rate: int) -> str:
    if region is None:
        return _tr("Nothing is selected: the whole recording is used.")
    start, end = region.seconds(rate)
    return _tr("Selected {start} to {end}, {length}.").format(
        start=timecode.clock(start, 3), end=timecode.clock(end, 3), length=length_text(end - start)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Waveform", text)

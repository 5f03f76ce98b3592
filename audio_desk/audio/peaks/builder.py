"""Makes a pyramid in the calling thread, in memory: for short recordings, and where no worker may be."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.audio.peaks.reading import sound_pass
from audio_desk.audio.quality.analysis import SoundReport, report_of
from audio_desk.audio.source import open_source
from audio_desk.errors import Stopped

_REPORT_SECONDS = 0.05


def build_peaks(
    path: Path, *, stop: threading.Event, on_progress: Callable[[PeakPyramid], None]
) -> PeakPyramid:
    """The whole pyramid; `on_progress` gets it at most 20 times a second while it fills.

    Raises Stopped within a block of `stop` being set, or as `open_source` does.
    """
    return build_peaks_and_report(path, stop=stop, on_progress=on_progress)[0]


def build_peaks_and_report(
    path: Path, *, stop: threading.Event, on_progress: Callable[[PeakPyramid], None]
) -> tuple[PeakPyramid, SoundReport]:
    """As `build_peaks`, with what was heard on the way."""
    reported = time.monotonic()

    def on_block(done: int) -> None:
        nonlocal reported
        pyramid.frames_done = done
        if stop.is_set():
            raise Stopped
        if time.monotonic() - reported >= _REPORT_SECONDS:
            reported = time.monotonic()
            on_progress(pyramid)

    with open_source(path) as source:
        info = source.info
        pyramid = PeakPyramid(info.rate, PeakPyramid.drawn_channels(info.channels), info.frames)
        heard = sound_pass(source, pyramid, 0, info.frames, on_block)
    on_progress(pyramid)
    return pyramid, report_of([heard], info.rate)

"""Fills a pyramid from a recording, block by block, in a worker thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from audio_desk.audio.peaks import BASE_BIN, PeakPyramid
from audio_desk.audio.source import open_source
from audio_desk.errors import Stopped

_BLOCK_SAMPLES = 2**19
_REPORT_SECONDS = 0.05


def build_peaks(
    path: Path, *, stop: threading.Event, on_progress: Callable[[PeakPyramid], None]
) -> PeakPyramid:
    """The whole pyramid; `on_progress` gets it at most 20 times a second while it fills.

    Raises Stopped within a block of `stop` being set, or as `open_source` does.
    """
    with open_source(path) as source:
        info = source.info
        pyramid = PeakPyramid(info.rate, PeakPyramid.drawn_channels(info.channels), info.frames)
        block = max(BASE_BIN, _BLOCK_SAMPLES // info.channels // BASE_BIN * BASE_BIN)
        reported = time.monotonic()
        while not pyramid.complete:
            if stop.is_set():
                raise Stopped
            count = min(block, info.frames - pyramid.frames_done)
            frames = source.read(pyramid.frames_done, count)
            if len(frames) < count:
                # The file shrank since it was opened: the rest is silence.
                frames = np.concatenate([frames, np.zeros((count - len(frames), info.channels), np.float32)])
            pyramid.append(frames)
            if time.monotonic() - reported >= _REPORT_SECONDS:
                reported = time.monotonic()
                on_progress(pyramid)
    on_progress(pyramid)
    return pyramid

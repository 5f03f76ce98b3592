"""One pass over a stretch of a recording: its peaks are drawn up, and its sound is judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from audio_desk.audio import samples
from audio_desk.audio.peaks.pyramid import BASE_BIN, PeakPyramid
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.quality.analysis import Heard, SoundAnalyser
from audio_desk.region import Region

_BLOCK_SAMPLES: Final = 2**18
_SUMMARISED: Final = 4
"""Blocks at a time: the coarser levels of one alone are so short that NumPy takes longer to begin."""


@np.errstate(over="ignore", invalid="ignore")
def sound_pass(
    source: AudioSource, pyramid: PeakPyramid, start: int, end: int, on_block: Callable[[int], None]
) -> Heard:
    """Fill `pyramid` from frame `start` to `end`; after some blocks `on_block` gets the frame reached.

    Raises as `source.read` and `on_block` do.
    """
    channels = source.info.channels
    analyser = SoundAnalyser(source.info.rate, channels, start)
    lost: list[Region] = []
    block = max(BASE_BIN, _BLOCK_SAMPLES // channels // BASE_BIN * BASE_BIN)
    drawn = start
    while start < end:
        count = min(block, end - start)
        frames = source.read(start, count)
        if len(frames) < count:
            # The file shrank since it was opened: the rest is silence.
            lost.append(Region(start + len(frames), start + count))
            frames = samples.lengthened(frames, count - len(frames))
        # Both want each channel in one piece.
        frames = np.asfortranarray(frames)
        start = pyramid.write_finest(start, frames)
        analyser.feed(frames)
        if start - drawn >= _SUMMARISED * block or start >= end:
            pyramid.summarise(drawn, start)
            drawn = start
            on_block(start)
    return analyser.heard([*source.lost, *lost])

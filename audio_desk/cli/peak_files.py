"""Makes a file of peaks; imports as little as that takes, because whoever calls it often waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.hushed import hushed

SAMPLES_PER_PIXEL: Final = 256
MOST_SAMPLES_PER_PIXEL: Final = 2**31 - 1
BITS: Final = (8, 16)


@dataclass(frozen=True, slots=True)
class PeakWish:
    """What the command line says."""

    file: Path
    output: Path
    samples_per_pixel: int = SAMPLES_PER_PIXEL
    bits: Literal[8, 16] = 16
    split_channels: bool = False
    force: bool = False


def make_peaks(wish: PeakWish) -> int:
    """Raises AudioError, OutputExists or OutputUnsupported among them."""
    from audio_desk.audio.cutting.whole_file import refuse_existing, whole_file
    from audio_desk.audio.peaks.pixel_file import writer_for
    from audio_desk.audio.peaks.pixel_peaks import pixel_peaks

    in_bytes = writer_for(wish.output)
    refuse_existing(wish.output, replace=wish.force, source=wish.file)
    with hushed():
        peaks = pixel_peaks(wish.file, wish.samples_per_pixel, split_channels=wish.split_channels)
    with whole_file(wish.output, replace=wish.force, source=wish.file) as unfinished:
        unfinished.write_bytes(in_bytes(peaks, wish.bits))
    return ExitStatus.COMPLETE

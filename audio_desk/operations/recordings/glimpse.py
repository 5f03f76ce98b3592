"""What can be told of a recording before it has been read: how it looks, and about how long it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from audio_desk.audio.heed import Heed, heedless
from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.audio.peaks.quick_look import QuickLook, quick_look
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.source import open_source

_FEWEST_BYTES: Final = 250
"""A second: no codec for speech needs so few, so a header that claims a longer recording is not believed."""


@dataclass(frozen=True, slots=True, eq=False)
class Glimpse:
    """Lives from the first look at a file until the recording itself is known, or turns out to be none.

    It has no fingerprint, so no row in the library, no regions, no answers, and nothing is asked about it.
    """

    path: Path
    look: QuickLook
    peaks: PeakPyramid
    """A sketch; nothing is ever filled in."""

    @property
    def rate(self) -> int:
        return self.look.rate

    @property
    def channels(self) -> int:
        return self.look.channels

    @property
    def frames(self) -> int:
        """About so many unless it `is_exact`."""
        return self.look.frames

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.frames / self.rate

    @property
    def is_exact(self) -> bool:
        """Whether its frames are those of the recording: then it can be heard, and stretches chosen."""
        return self.look.exact

    def peaks_of(self, frames: int, channels: int) -> PeakPyramid | None:
        """Its sketch, of a recording that turned out to be so long; None where it has other channels."""
        if PeakPyramid.drawn_channels(channels) != self.peaks.channels:
            return None
        return self.peaks if frames == self.frames else replace(self.look, frames=frames).pyramid()

    def open(self, path: Path | None = None) -> AudioSource:
        """Its sound, for one thread. Only an exact one opens at once. Raises as `open_source` does."""
        return open_source(path or self.path)


def take_glimpse(path: Path, size: int, heed: Heed = heedless) -> Glimpse | None:
    """None where there is nothing to be seen at once. Raises as `quick_look` does."""
    look = quick_look(path, heed)
    if look is None or not len(look.places):
        return None
    if not look.exact and look.frames / look.rate > size / _FEWEST_BYTES:
        return None
    return Glimpse(path, look, look.pyramid())

"""What is played in a recording's place: a stretch of it as a model hears it."""

from __future__ import annotations

from dataclasses import dataclass

from audio_desk.region import Region
from audio_desk.ui.playback.feed import Opener


@dataclass(frozen=True, slots=True)
class Clip:
    """Of one channel, on the recording's timeline: `opener` gives its sound within `span`."""

    span: Region
    opener: Opener

"""Where a recording cannot be read: said before it is sent, because silence is sent there."""

from __future__ import annotations

import threading
from typing import Final

from audio_desk.audio.peaks.cache import PeakCache
from audio_desk.audio.quality.analysis import SoundReport
from audio_desk.audio.quality.notes import lost_places, within
from audio_desk.audio.quality.places import nearby_joined
from audio_desk.errors import Stopped
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.load_peaks import PEAK_CACHE_BYTES
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region

_BLOCK_FRAMES: Final = 2**18
_DECODED_SECONDS: Final = 600
"""A second's work: nobody waits longer than that for a warning."""


async def damage_within(desk: Desk, recording: Recording, region: Region | None) -> tuple[Region, ...]:
    """Places in the region, or anywhere. What was noted when the recording was drawn tells; of one that was
    never drawn a region of some minutes is decoded for it.

    Raises AudioError.
    """
    return await desk.run_stoppable(lambda stop: _damage(desk, recording, region, stop))


def known_report(desk: Desk, recording: Recording) -> SoundReport | None:
    """What was heard when the recording was drawn."""
    cache = PeakCache(desk.paths.peak_cache, PEAK_CACHE_BYTES)
    return cache.load_report(recording.record.fingerprint)


def _damage(
    desk: Desk, recording: Recording, region: Region | None, stop: threading.Event
) -> tuple[Region, ...]:
    report = known_report(desk, recording)
    places = lost_places(recording.info, report)
    if region is None:
        return places
    if report is None and region.frames <= _DECODED_SECONDS * recording.rate:
        places = nearby_joined([*places, *_decoded(recording, region, stop)], recording.rate)
    return within(places, region)


def _decoded(recording: Recording, region: Region, stop: threading.Event) -> tuple[Region, ...]:
    with recording.open() as source:
        for start in range(region.start, region.end, _BLOCK_FRAMES):
            if stop.is_set():
                raise Stopped
            source.read(start, min(_BLOCK_FRAMES, region.end - start))
        return source.lost

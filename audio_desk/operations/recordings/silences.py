"""Where a recording is silent: the edges of silences are where people cut."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from audio_desk.audio.peaks.cache import PeakCache
from audio_desk.audio.quality.analysis import silences_in
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.load_peaks import PEAK_CACHE_BYTES
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region


@dataclass(frozen=True, slots=True)
class Silences:
    """All the silences of `span`, in order, in the recording's frames."""

    span: Region
    regions: tuple[Region, ...]


async def find_silences(desk: Desk, recording: Recording, span: Region) -> Silences:
    """Of the whole recording where that was noted when it was drawn; else `span` is listened to.

    Raises AudioError.
    """
    cache = PeakCache(desk.paths.peak_cache, PEAK_CACHE_BYTES)

    def find(stop: threading.Event) -> Silences:
        report = cache.load_report(recording.record.fingerprint)
        if report is not None:
            return Silences(Region(0, recording.info.frames), report.silences)
        return Silences(span, silences_in(recording.path, span, stop))

    return await desk.run_stoppable(find)

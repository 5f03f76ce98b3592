"""What a request would carry, to be heard and judged before it is sent; nothing leaves this computer."""

from __future__ import annotations

import threading

from audio_desk.audio.cutting.clip import Clip, cut_flac
from audio_desk.audio.quality.mix_warnings import MixWarning, warnings_on
from audio_desk.audio.quality.span_levels import SpanLevels, span_levels
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.damage import known_report
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region


class SentSound:
    """What was measured of a stretch, whichever of its channels is sent."""

    def __init__(self, levels: SpanLevels, *, known_silent: bool) -> None:
        self._levels, self._known_silent = levels, known_silent

    def warnings(self, channel: int | None) -> tuple[MixWarning, ...]:
        """The worst first; `channel` None: all of them, mixed."""
        return warnings_on(self._levels, channel, known_silent=self._known_silent)


async def listen_before(desk: Desk, recording: Recording, region: Region | None) -> SentSound:
    """To the region, or to all of it: half a second's work at most. Raises AudioError."""
    span = region or Region(0, recording.info.frames)

    def listen(stop: threading.Event) -> SentSound:
        report = known_report(desk, recording)
        silences = report.silences if report is not None else ()
        silent = any(found.start <= span.start and span.end <= found.end for found in silences)
        with recording.open() as source:
            return SentSound(span_levels(source, span, stop), known_silent=silent)

    return await desk.run_stoppable(listen)


async def clip_to_send(desk: Desk, recording: Recording, region: Region, channel: int | None) -> Clip:
    """The very clip of the region that a request would carry. Raises AudioError."""
    return await desk.run_stoppable(
        lambda stop: cut_flac(recording.path, region, channel=channel, stop=stop, opener=recording.open)
    )

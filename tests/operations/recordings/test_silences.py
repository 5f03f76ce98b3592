"""Silences: known of the whole recording once it was drawn, listened to where nothing was noted."""

from __future__ import annotations

from pathlib import Path

from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.operations.recordings.load_peaks import load_peaks
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.operations.recordings.silences import Silences, find_silences
from audio_desk.region import Region
from tests.operations.conftest import OpenDesk


async def test_what_was_noted_while_drawing_tells_all_silences_at_once(
    open_desk: OpenDesk, sample: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, sample)
        drawn: list[PeakPyramid] = []
        report = await load_peaks(desk, recording, drawn.append)
        found = await find_silences(desk, recording, Region(0, recording.rate))
        assert found == Silences(Region(0, recording.info.frames), report.silences)
        assert len(found.regions) > 10


async def test_where_nothing_was_noted_the_stretch_is_listened_to(open_desk: OpenDesk, sample: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, sample)
        span = Region(30 * recording.rate, 60 * recording.rate)
        found = await find_silences(desk, recording, span)
        assert found.span == span
        assert found.regions
        assert all(span.start <= silence.start and silence.end <= span.end for silence in found.regions)

"""Where a recording cannot be read is known before any of it is sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio_desk.audio.decoding import mp3_opening
from audio_desk.operations.recordings.damage import damage_within, known_report
from audio_desk.operations.recordings.load_peaks import load_peaks
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.region import Region
from tests.audio.making import FORMATS, RATE, melody, patched
from tests.operations.conftest import OpenDesk


@pytest.fixture
def harmed(tmp_path: Path) -> Path:
    """Six seconds of FLAC, unreadable in the middle."""
    path = FORMATS["flac"](tmp_path, melody(6.0))
    data = path.read_bytes()
    path.write_bytes(patched(data, (len(data) // 2, bytes(6000))))
    return path


async def test_a_region_is_listened_to_until_the_recording_was_drawn(
    open_desk: OpenDesk, harmed: Path
) -> None:
    around, before = Region(2 * RATE, 4 * RATE), Region(0, RATE)
    async with open_desk() as desk:
        recording = await open_recording(desk, harmed)
        assert await damage_within(desk, recording, None) == ()
        heard = await damage_within(desk, recording, around)
        assert len(heard) == 1
        assert await damage_within(desk, recording, before) == ()
        assert known_report(desk, recording) is None

        report = await load_peaks(desk, recording, lambda _peaks: None)
        assert known_report(desk, recording) == report
        assert await damage_within(desk, recording, None) == report.lost == heard
        assert await damage_within(desk, recording, around) == heard
        assert await damage_within(desk, recording, before) == ()


async def test_the_longest_mp3_is_looked_through_when_it_is_opened(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mp3_opening, "_WALKED_BYTES", 0)
    path = FORMATS["mp3 cbr"](tmp_path, melody(6.0))
    data = path.read_bytes()
    path.write_bytes(patched(data, (len(data) // 2, bytes(3000))))
    async with open_desk() as desk:
        recording = await open_recording(desk, path)
        assert len(recording.info.damage) == 1
        assert recording.duration < 5.9
        with recording.open() as source:
            assert source.info.frames == recording.info.frames
        again = await open_recording(desk, path)
        assert again.info == recording.info

"""Peaks of long recordings: made by workers, kept with the notes on the sound, made anew when damaged."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.operations.recordings.load_peaks import WORKERS_FROM_FRAMES, load_peaks
from audio_desk.operations.recordings.open_recording import open_recording
from tests.operations.conftest import OpenDesk


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Just long enough for workers: a tone with a silence, at a low rate."""
    path = tmp_path / "long.wav"
    sound = 0.5 * np.sin(np.arange(WORKERS_FROM_FRAMES + 999) * 0.05)
    sound[4_000_000:4_100_000] = 0
    soundfile.write(path, sound.astype(np.float32), 8000)
    return path


async def test_a_long_recording_is_drawn_by_workers_and_kept(open_desk: OpenDesk, long: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, long)
        got: list[PeakPyramid] = []
        report = await load_peaks(desk, recording, got.append)
        assert got[-1].complete
        assert got[-1].query(0, 1e6, 10).high.min() > 16_000
        assert [round(region.start / 8000) for region in report.silences] == [500]
        again: list[PeakPyramid] = []
        assert await load_peaks(desk, recording, again.append) == report
        np.testing.assert_array_equal(again[0].values, got[-1].values)
        assert len(again) == 1
        assert len(list(desk.paths.peak_cache.iterdir())) == 2


async def test_damaged_peaks_are_made_again(open_desk: OpenDesk, long: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, long)
        got: list[PeakPyramid] = []
        await load_peaks(desk, recording, got.append)
        whole = got[-1].values.copy()
        (entry,) = desk.paths.peak_cache.glob("*.peaks")
        data = bytearray(entry.read_bytes())
        data[1000] ^= 0x55
        entry.unlink()
        entry.write_bytes(data)
        await load_peaks(desk, recording, got.append)
        np.testing.assert_array_equal(got[-1].values, whole)


async def test_closing_in_the_middle_leaves_nothing(open_desk: OpenDesk, long: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, long)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await load_peaks(desk, recording, lambda _: None)
        folder = desk.paths.peak_cache
    assert list(folder.glob("*.part")) == []


async def test_without_room_on_the_disk_memory_has_to_do(open_desk: OpenDesk, long: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, long)
        await desk.run(desk.paths.peak_cache.write_text, "in the way")
        got: list[PeakPyramid] = []
        await load_peaks(desk, recording, got.append)
        assert got[-1].complete

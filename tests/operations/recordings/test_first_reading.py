"""A long file is glimpsed at once; the rest of its first reading tells how far it is and can be ended."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk.errors import AudioChanged
from audio_desk.operations.recordings import first_reading
from audio_desk.operations.recordings.glimpse import Glimpse, take_glimpse
from audio_desk.operations.recordings.open_recording import open_recording
from tests.held_reading import HANG_SECONDS, HeldReading
from tests.operations.conftest import OpenDesk


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Just large enough for a glimpse."""
    path = tmp_path / "long.wav"
    frames = first_reading.GLIMPSED_FROM_BYTES // 4 + 1
    sound = np.sin(np.arange(frames) * 0.05, dtype=np.float32) * np.linspace(0, 0.9, frames, dtype=np.float32)
    soundfile.write(path, np.stack([sound, sound], axis=1), 44_100)
    return path


@pytest.fixture
def all_are_glimpsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_reading, "GLIMPSED_FROM_BYTES", 0)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> HeldReading:
    return HeldReading(monkeypatch)


async def test_a_long_file_is_glimpsed_before_it_is_read(
    open_desk: OpenDesk, long: Path, held: HeldReading
) -> None:
    seen: list[Glimpse] = []

    def on_glimpse(glimpse: Glimpse) -> None:
        seen.append(glimpse)
        held.release()

    read: list[float] = []
    async with open_desk() as desk:
        recording = await open_recording(desk, long, on_glimpse, read.append)
        (glimpse,) = seen
        assert glimpse.is_exact
        assert (glimpse.path, glimpse.frames, glimpse.rate) == (long, recording.frames, 44_100)
        levels = glimpse.peaks.query(0, glimpse.frames, 8).high[0]
        assert levels[-1] > 4 * levels[0]
        close = glimpse.peaks.query(glimpse.frames - 1000, glimpse.frames, 8)
        assert close.high.min() > 20_000
        assert read == sorted(read)
        again = await open_recording(desk, long, on_glimpse, read.append)
        assert again.record.id == recording.record.id
        assert len(seen) == 1


@pytest.mark.usefixtures("all_are_glimpsed")
async def test_a_length_that_is_only_claimed_is_said_to_be(open_desk: OpenDesk, sample: Path) -> None:
    seen: list[Glimpse] = []
    async with open_desk() as desk:
        recording = await open_recording(desk, sample, seen.append)
        assert [glimpse.is_exact for glimpse in seen] == [False]
        assert seen[0].duration == pytest.approx(recording.duration, abs=1)


async def test_who_wants_another_file_ends_the_reading(
    open_desk: OpenDesk, long: Path, held: HeldReading
) -> None:
    async with open_desk() as desk:
        now = asyncio.get_running_loop().time
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(HANG_SECONDS) as limit:
                await open_recording(desk, long, lambda _: limit.reschedule(now()))
        assert desk.store.recordings() == ()
    # The desk is closed: no thread of the reading is left, although nobody released it.
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fingerprint")]


async def test_a_file_that_grows_meanwhile_is_refused(
    open_desk: OpenDesk, long: Path, held: HeldReading
) -> None:
    def grow(_glimpse: Glimpse) -> None:
        with long.open("ab") as file:
            file.write(b"more")
        held.release()

    async with open_desk() as desk:
        with pytest.raises(AudioChanged):
            await open_recording(desk, long, grow)


def test_a_header_that_claims_a_year_is_not_believed(sample: Path) -> None:
    assert take_glimpse(sample, sample.stat().st_size) is not None
    assert take_glimpse(sample, 100) is None


def test_what_is_no_sound_is_not_glimpsed(tmp_path: Path) -> None:
    path = tmp_path / "x.mp3"
    path.write_bytes(b"Dear diary. " * 999)
    assert take_glimpse(path, path.stat().st_size) is None

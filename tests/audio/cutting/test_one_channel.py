"""One channel that is sent instead of the mean of all is that channel and nothing else."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_desk.audio.cutting import clip, whole_conversion
from audio_desk.audio.cutting.clip import cut_flac, write_flac
from audio_desk.audio.workers.pool import WorkerPool
from audio_desk.region import Region
from tests.audio.making import RATE, Sound, write


def _sound(frames: int, channels: int, seed: int = 0) -> Sound:
    noise = np.random.default_rng(seed).uniform(-0.5, 0.5, (frames, channels))
    return np.asarray(noise, np.float32)


@settings(max_examples=30, deadline=None)
@given(
    rate=st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000]),
    frames=st.integers(400, 9_000),
    channels=st.integers(2, 5),
    data=st.data(),
)
def test_the_cut_of_a_channel_is_that_channel_resampled(
    rate: int, frames: int, channels: int, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("channel")
    channel = data.draw(st.integers(0, channels - 1))
    start = data.draw(st.integers(0, frames - 2))
    region = Region(start, data.draw(st.integers(start + 1, frames)))
    sound = _sound(frames, channels, seed=frames)
    many = write(folder / "many.wav", sound, rate)
    alone = write(folder / "alone.wav", sound[:, channel : channel + 1], rate)
    assert cut_flac(many, region, channel=channel) == cut_flac(alone, region)
    assert cut_flac(many, None, channel=channel) == cut_flac(alone, None)


@pytest.mark.parametrize("beside", [False, True])
def test_a_whole_recording_is_written_as_one_of_its_channels(
    beside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_conversion, "_JOB_SECONDS", 1)
    monkeypatch.setattr(clip, "_LONG_FRAMES", 1)
    sound = _sound(3 * RATE, 3)
    many = write(tmp_path / "many.wav", sound, RATE)
    pool = WorkerPool(1) if beside else None
    try:
        write_flac(
            many,
            tmp_path / "second.flac",
            channel=1,
            stop=threading.Event(),
            on_progress=lambda _done: None,
            pool=pool,
        )
    finally:
        if pool is not None:
            pool.close()
    written, rate = soundfile.read(tmp_path / "second.flac", dtype="int16")
    alone = cut_flac(write(tmp_path / "alone.wav", sound[:, 1:2], RATE), None)
    expected, _ = soundfile.read(io.BytesIO(alone.data), dtype="int16")
    assert rate == 16_000
    assert np.abs(written.astype(int) - expected).max() <= 1

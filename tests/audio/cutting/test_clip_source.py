"""A cut clip is heard at the recording's rate and in its place, as the very bytes hold it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.audio.cutting.clip_source import ClipSource
from audio_desk.audio.source import probe
from audio_desk.region import Region
from tests.audio.making import write


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_what_is_heard_is_what_the_bytes_hold(rate: int, tmp_path: Path) -> None:
    t = np.arange(4 * rate) / rate
    sound = (0.3 * np.sin(2 * np.pi * 440 * t) + 0.2 * np.sin(2 * np.pi * 2_100 * t)).astype(np.float32)
    path = write(tmp_path / "x.wav", np.stack([sound, -sound], axis=1), rate)
    region = Region(rate // 2, 3 * rate)
    clip = cut_flac(path, region, channel=0).data
    with ClipSource(clip, probe(path), region.start) as source:
        assert source.info == replace(probe(path), channels=1)
        assert source.lost == ()
        pieces = [source.read(at, rate // 4) for at in range(region.start, region.end, rate // 4)]
        heard = np.concatenate(pieces)
        assert len(source.read(region.end, 100)) == 0
        assert len(source.read(region.end - 10, 100)) == 10
    assert heard.shape == (region.frames, 1)
    # But for the clip's hard edges, which no filter keeps.
    middle = slice(rate // 10, -rate // 10)
    np.testing.assert_allclose(heard[middle, 0], sound[region.start : region.end][middle], atol=4e-3)
    if rate == 16_000:
        inside, _ = soundfile.read(io.BytesIO(clip), dtype="float32")
        np.testing.assert_array_equal(heard[:, 0], inside)

"""Nearer than the pyramid: what is drawn of samples is what a plain reading of each column finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_desk.audio.peaks.sample_peaks import NEAR_BIN, SamplePeaks
from tests.audio.making import Sound

NAMES = ("low", "high", "rms")


@pytest.mark.parametrize("step", [10, NEAR_BIN, 48])
def test_columns_show_the_samples_they_cover(sound: Sound, step: int) -> None:
    start = 16_000
    shown = SamplePeaks.of(sound[start : start + 5000], start).grid(start // step + 5, 60, step)
    for column in range(60):
        begin = (start // step + 5 + column) * step
        part = sound[begin : begin + step].astype(np.float64) * 32768
        np.testing.assert_array_equal(shown.low[:, column], part.min(axis=0).round())
        np.testing.assert_array_equal(shown.high[:, column], part.max(axis=0).round())
        np.testing.assert_allclose(shown.rms[:, column], np.sqrt((part**2).mean(axis=0)), atol=1.1)


def test_closer_than_a_sample_a_column_each_sample_is_a_step(sound: Sound) -> None:
    shown = SamplePeaks.of(sound[:1000]).grid(1000, 40, 0.1)
    expected = np.round(sound[100:104, 0].astype(np.float64) * 32768)
    np.testing.assert_array_equal(shown.high[0], np.repeat(expected, 10))
    np.testing.assert_array_equal(shown.low[0], shown.high[0])


def test_full_scale_stays_full_scale() -> None:
    """The lowest value has no positive counterpart among 16-bit numbers."""
    lowest = SamplePeaks.of(np.full((64, 1), -1.0, np.float32))
    for step in (1, 4, 32):
        shown = lowest.grid(0, 2, step)
        assert shown.low.min() == shown.low.max() == -32768
        assert shown.rms.min() == 32767


def test_samples_come_out_as_far_as_they_are_here(sound: Sound) -> None:
    peaks = SamplePeaks.of(sound[1600:2600], 1600)
    assert (peaks.first, peaks.end) == (1600, 2600)
    np.testing.assert_allclose(peaks.samples(1700, 1710), sound[1700:1710].T, atol=1 / 32768)
    assert peaks.samples(2590, 3000).shape[1] == 10
    assert peaks.samples(0, 1610).shape[1] == 10


@settings(deadline=None, max_examples=60)
@given(
    frames=st.integers(1, 20_000),
    channels=st.integers(1, 3),
    block=st.integers(1, 400),
    step=st.floats(0.03, 256),
    first=st.integers(-5, 300),
)
def test_a_column_is_the_same_wherever_the_stretch_begins(
    frames: int, channels: int, block: int, step: float, first: int
) -> None:
    noise = np.random.default_rng(frames).uniform(-1, 1, (frames, channels)).astype(np.float32)
    middle = frames // 2 // NEAR_BIN * NEAR_BIN
    later = SamplePeaks(channels, middle, frames)
    for at in range(middle, frames, block * NEAR_BIN):
        later.append(noise[at : at + block * NEAR_BIN])
    assert later.end == frames
    whole, part = (peaks.grid(first, 60, step) for peaks in (SamplePeaks.of(noise), later))
    beyond = slice(max(0, int(middle / step) + 2 - first), None)
    for name in NAMES:
        np.testing.assert_array_equal(getattr(whole, name)[:, beyond], getattr(part, name)[:, beyond])


def test_a_stretch_begins_where_a_bin_does() -> None:
    with pytest.raises(ValueError, match="frame 17"):
        SamplePeaks(1, 17, 100)

"""The pyramid equals a plain reading of every bin, at every level, for every stretch."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from audio_desk.audio.peaks.builder import build_peaks
from audio_desk.audio.peaks.pyramid import BASE_BIN, PeakPyramid
from audio_desk.errors import AudioMissing, Stopped
from tests.audio.making import RATE, Sound, melody, write

SIX_AND_M4A = ["wav 16-bit", "mp3 vbr", "aiff", "aac", "ogg", "flac", "m4a"]


def _built(path: Path) -> PeakPyramid:
    return build_peaks(path, stop=threading.Event(), on_progress=lambda _: None)


def _plain(sound: Sound, start: int, end: int) -> tuple[NDArray[np.float64], ...]:
    """Lowest, highest, rms of a stretch, one value a channel, as slowly and plainly as can be."""
    part = sound[start:end].astype(np.float64) * 32768
    return (
        part.min(axis=0).round(),
        part.max(axis=0).clip(None, 32767).round(),
        np.sqrt((part**2).mean(axis=0)),
    )


@pytest.mark.parametrize("size", [256, 1024, 4096])
def test_every_bin_of_every_level_is_what_a_plain_loop_finds(size: int, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).uniform(-1, 1, (3_000_017, 2)).astype(np.float32)
    path = write(tmp_path / "noise.wav", noise, subtype="FLOAT")
    pyramid = _built(path)
    bins = -(-len(noise) // size)
    columns = pyramid.query(0, bins * size, bins)
    assert columns.low.shape == (2, bins)
    assert columns.low.dtype == columns.high.dtype == columns.rms.dtype == np.int16
    for number in [*range(0, bins, 97), bins - 1]:
        low, high, rms = _plain(noise, number * size, (number + 1) * size)
        np.testing.assert_array_equal(columns.low[:, number], low)
        np.testing.assert_array_equal(columns.high[:, number], high)
        np.testing.assert_allclose(columns.rms[:, number], rms, atol=1.1)


def test_the_whole_in_one_column_is_the_whole(made: dict[str, Path], sound: Sound) -> None:
    pyramid = _built(made["wav float"])
    column = pyramid.query(0, pyramid.frames, 1)
    low, high, rms = _plain(sound, 0, len(sound))
    np.testing.assert_array_equal(column.low[:, 0], low)
    np.testing.assert_array_equal(column.high[:, 0], high)
    np.testing.assert_allclose(column.rms[:, 0], rms, atol=4)


def test_no_peak_falls_between_two_columns_at_any_zoom(tmp_path: Path) -> None:
    silence = np.zeros((1_000_000, 1), np.float32)
    clicks = np.random.default_rng(2).choice(len(silence), 40, replace=False)
    silence[clicks] = 0.9
    pyramid = _built(write(tmp_path / "clicks.wav", silence))
    rng = np.random.default_rng(3)
    for columns in (1, 7, 333, 1920):
        start, end = sorted(rng.uniform(0, len(silence), 2))
        shown = pyramid.query(start, end, columns)
        inside = [c for c in clicks if start + 4 * BASE_BIN * 64 < c < end - 4 * BASE_BIN * 64]
        width = (end - start) / columns
        for click in inside:
            near = range(
                max(0, int((click - 16_384 - start) // width)),
                min(columns, int((click - start) // width) + 2),
            )
            assert shown.high[0, list(near)].max() > 29_000


def test_zooming_does_not_change_the_loudest_value(made: dict[str, Path]) -> None:
    pyramid = _built(made["flac"])
    for columns in (3, 50, 640, 3840):
        shown = pyramid.query(0, pyramid.frames, columns)
        assert shown.high.max() == pyramid.query(0, pyramid.frames, 1).high.max()
        assert (shown.low <= shown.high).all()


def test_outside_the_recording_there_is_nothing(made: dict[str, Path]) -> None:
    pyramid = _built(made["flac"])
    shown = pyramid.query(-RATE, pyramid.frames + RATE, 800)
    assert not shown.high[:, :99].any()
    assert not shown.high[:, -99:].any()
    assert shown.high[:, 101:700].any()
    assert not pyramid.query(-500.5, -100.25, 30).high.any()
    assert not pyramid.query(pyramid.frames + 1e9, pyramid.frames + 2e9, 30).high.any()
    assert pyramid.query(0, 1000, 0).high.shape == (2, 0)


def test_one_and_two_channels_are_drawn_and_more_are_mixed(tmp_path: Path) -> None:
    for channels, drawn in ((1, 1), (2, 2), (6, 1)):
        sound = melody(1.0, RATE, channels)
        pyramid = _built(write(tmp_path / f"{channels}.wav", sound, subtype="FLOAT"))
        assert pyramid.channels == drawn
        expected = sound if channels <= 2 else sound.mean(axis=1, keepdims=True)
        _, high, _ = _plain(expected, 0, len(sound))
        np.testing.assert_allclose(pyramid.query(0, RATE, 1).high[:, 0], high, atol=1)


@pytest.mark.parametrize("name", SIX_AND_M4A)
def test_the_same_sound_looks_the_same_in_every_format(name: str, made: dict[str, Path]) -> None:
    reference = _built(made["wav 16-bit"]).query(0, 6 * RATE, 300)
    other = _built(made[name]).query(0, 6 * RATE, 300)
    for mine, theirs in (
        (reference.low, other.low),
        (reference.high, other.high),
        (reference.rms, other.rms),
    ):
        assert np.corrcoef(mine.ravel(), theirs.ravel())[0, 1] > 0.98


def test_a_pyramid_fills_in_and_shows_what_it_has(tmp_path: Path) -> None:
    path = write(tmp_path / "x.wav", np.full((3_000_000, 1), 0.5, np.float32))
    seen: list[tuple[int, int]] = []

    def look(pyramid: PeakPyramid) -> None:
        shown = pyramid.query(0, pyramid.frames, 100).high[0]
        seen.append((pyramid.frames_done, int(np.count_nonzero(shown))))

    pyramid = build_peaks(path, stop=threading.Event(), on_progress=look)
    assert pyramid.complete
    assert seen[-1] == (3_000_000, 100)
    assert all(columns <= done / 30_000 + 1 for done, columns in seen)


def test_what_several_fill_in_is_told_from_what_nobody_has_read_yet() -> None:
    frames = 40 * 4096 * 256
    pyramid = PeakPyramid(8000, 1, frames)
    pyramid.frames_done = frames // 2
    quarter = frames // 4
    pyramid.filled = ((0, quarter), (2 * quarter, 3 * quarter))
    step = frames / 400
    missing = pyramid.unread(-10, 420, step)
    there = [False] * 10 + ([False] * 100 + [True] * 100) * 2 + [False] * 10
    assert missing.tolist() == there
    pyramid.sketch(np.array([0, frames - 1]), np.ones((3, 1, 2), np.int16))
    assert not pyramid.unread(-10, 420, step).any()
    close = pyramid.unread(quarter // 256 - 5, 10, 256)
    assert close.tolist() == [False] * 5 + [True] * 5
    pyramid.frames_done = frames
    assert not pyramid.unread(quarter // 256 - 5, 10, 256).any()


def test_building_stops_when_told(made: dict[str, Path]) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        build_peaks(made["flac"], stop=stop, on_progress=lambda _: None)


def test_building_from_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(AudioMissing):
        _built(tmp_path / "gone.wav")


@settings(deadline=None, max_examples=60)
@given(
    frames=st.integers(1, 400_000),
    first=st.integers(-5, 300),
    columns=st.integers(1, 60),
    step=st.one_of(st.floats(0.03, 9000), st.integers(1, 5000).map(lambda n: n / 3)),
    cut=st.integers(0, 60),
)
def test_a_grid_continued_at_its_edge_is_the_grid_in_one(
    frames: int, first: int, columns: int, step: float, cut: int
) -> None:
    peaks = PeakPyramid(8000, 1, frames)
    noise = np.random.default_rng(frames).uniform(-1, 1, (frames, 1)).astype(np.float32)
    peaks.append(noise)
    cut = min(cut, columns)
    whole = peaks.query_grid(first, columns, step)
    left, right = peaks.query_grid(first, cut, step), peaks.query_grid(first + cut, columns - cut, step)
    for name in ("low", "high", "rms"):
        joined = np.concatenate([getattr(left, name), getattr(right, name)], axis=1)
        np.testing.assert_array_equal(getattr(whole, name), joined)

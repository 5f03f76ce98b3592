"""Peaks come back as they were stored; what is damaged or too much is dropped."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np
import pytest

from audio_desk.audio.peaks.builder import build_peaks
from audio_desk.audio.peaks.cache import PeakCache
from audio_desk.audio.peaks.pyramid import PeakPyramid
from tests.audio.making import RATE, melody


def _pyramid(seconds: float = 3.0, channels: int = 2) -> PeakPyramid:
    sound = melody(seconds, RATE, channels)
    pyramid = PeakPyramid(RATE, channels, len(sound))
    pyramid.append(sound)
    return pyramid


def _entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir())


def test_what_is_stored_comes_back(tmp_path: Path, made: dict[str, Path]) -> None:
    cache = PeakCache(tmp_path / "peaks", 10**8)
    pyramid = build_peaks(made["flac"], stop=threading.Event(), on_progress=lambda _: None)
    assert cache.load("one") is None
    cache.store("one", pyramid)
    again = cache.load("one")
    assert again is not None
    assert (again.rate, again.channels, again.frames, again.complete) == (RATE, 2, 6 * RATE, True)
    np.testing.assert_array_equal(again.values, pyramid.values)
    np.testing.assert_array_equal(again.query(0, 9e4, 77).rms, pyramid.query(0, 9e4, 77).rms)
    assert [path.suffix for path in _entries(tmp_path / "peaks")] == [".peaks"]


@pytest.mark.parametrize("at", [0, 9, 30, 200, -1])
def test_a_changed_byte_drops_the_entry(at: int, tmp_path: Path) -> None:
    cache = PeakCache(tmp_path, 10**8)
    cache.store("one", _pyramid())
    (entry,) = _entries(tmp_path)
    data = bytearray(entry.read_bytes())
    data[at] ^= 0x55
    entry.write_bytes(data)
    assert cache.load("one") is None
    assert _entries(tmp_path) == []


@pytest.mark.parametrize("length", [0, 10, 1000])
def test_a_shortened_entry_is_dropped(length: int, tmp_path: Path) -> None:
    cache = PeakCache(tmp_path, 10**8)
    cache.store("one", _pyramid())
    (entry,) = _entries(tmp_path)
    entry.write_bytes(entry.read_bytes()[:length])
    assert cache.load("one") is None
    assert _entries(tmp_path) == []


def test_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    size = len(_pyramid().values) * 2 + 100
    cache = PeakCache(tmp_path, 3 * size)
    for number, name in enumerate(("a", "b", "c")):
        cache.store(name, _pyramid())
        os.utime(tmp_path / f"{name}.peaks", (number, number))
    assert cache.load("a") is not None
    cache.store("d", _pyramid())
    assert cache.load("b") is None
    assert all(cache.load(name) is not None for name in ("a", "c", "d"))


def test_a_folder_that_cannot_be_written_costs_only_the_cache(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = PeakCache(blocked / "peaks", 10**8)
    cache.store("one", _pyramid())
    assert cache.load("one") is None


def test_an_unfinished_pyramid_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unfinished"):
        PeakCache(tmp_path, 10**8).store("one", PeakPyramid(RATE, 1, 1000))

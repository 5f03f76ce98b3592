"""What the engine on this computer hears: any piece is the same as in one pass."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soxr

from audio_desk.audio.mono import open_mono
from audio_desk.audio.source import open_source
from audio_desk.local_gemini.engine.protocol import Sound
from tests.audio.making import FORMATS, melody, write


@pytest.mark.parametrize("name", FORMATS)
def test_pieces_join_without_a_click(name: str, made: dict[str, Path]) -> None:
    with open_source(made[name]) as source:
        rate = source.info.rate
        expected = soxr.resample(source.read(0, source.info.frames).mean(axis=1), rate, 16_000, "HQ")
    with open_mono(made[name]) as sound:
        pieces = [sound.read(i * 0.37, (i + 1) * 0.37) for i in range(17)]
    joined = np.concatenate(pieces)
    length = min(len(joined), len(expected))
    assert length >= 5.99 * 16_000
    np.testing.assert_allclose(joined[:length], expected[:length], atol=1e-5)


def test_it_fits_the_engine(made: dict[str, Path]) -> None:
    sound: Sound = open_mono(made["flac"])
    assert sound.duration == 6.0
    piece = sound.read(1.0, 2.5)
    assert piece.dtype == np.float32
    assert piece.shape == (24_000,)
    sound.close()


def test_times_outside_are_clamped(made: dict[str, Path]) -> None:
    with open_mono(made["flac"]) as sound:
        assert sound.read(5.5, 99.0).shape == (8_000,)
        assert sound.read(-3.0, 0.5).shape == (8_000,)
        assert sound.read(7.0, 9.0).shape == (0,)
        assert sound.read(3.0, 2.0).shape == (0,)


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_101, 192_000])
def test_odd_rates_keep_their_time(rate: int, tmp_path: Path) -> None:
    path = write(tmp_path / "x.wav", melody(3.0, rate, 1), rate, subtype="FLOAT")
    expected = melody(3.0, 16_000, 1)[:, 0]
    with open_mono(path) as sound:
        piece = sound.read(1.1, 1.9)
    np.testing.assert_allclose(piece, expected[17_600:30_400], atol=5e-3)

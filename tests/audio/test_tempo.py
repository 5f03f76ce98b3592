"""Faster and slower: the pitch stays, the length is exact, and every moment is where it should be."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from audio_desk.audio.tempo import Tempo

SPEEDS = [0.5, 0.75, 1.25, 1.5, 2.0]
RATES = [8000, 11_025, 24_000, 44_100, 96_000]
HERTZ = 440.0


def stretched(
    samples: NDArray[np.float32], rate: int, speed: float, block: int = 1200
) -> NDArray[np.float32]:
    tempo = Tempo(rate, samples.shape[1], speed)
    fed = [tempo.feed(samples[at : at + block]) for at in range(0, len(samples), block)]
    return np.concatenate([*fed, tempo.flush()])


def swelling(rate: int, seconds: float) -> NDArray[np.float32]:
    """A tone, and beside it one that grows from nothing to the same: its part tells the time."""
    at = np.arange(round(rate * seconds)) / rate
    wave = np.sin(2 * np.pi * HERTZ * at)
    return np.column_stack((wave, wave * at / seconds)).astype(np.float32)


def told_seconds(heard: NDArray[np.float32], seconds: float) -> float:
    """Where in `swelling` the middle of this stretch is from."""
    left, right = heard[:, 0].astype(float), heard[:, 1].astype(float)
    return float(left @ right / (left @ left)) * seconds


def loudest_hertz(samples: NDArray[np.float32], rate: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * rate / len(samples)


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("rate", RATES)
def test_the_pitch_stays(rate: int, speed: float) -> None:
    heard = stretched(swelling(rate, 4), rate, speed)[:, 0]
    assert loudest_hertz(heard, rate) == pytest.approx(HERTZ, rel=0.01)


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("frames", [1, 100, 2399, 24_000, 61_441])
def test_so_many_times_shorter_to_the_frame(frames: int, speed: float) -> None:
    samples = np.full((frames, 2), 0.25, np.float32)
    assert len(stretched(samples, 24_000, speed)) == round(frames / speed)


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("rate", RATES)
def test_every_moment_is_within_thirty_milliseconds_of_its_place(rate: int, speed: float) -> None:
    seconds, piece = 10.0, rate // 50
    heard = stretched(swelling(rate, seconds), rate, speed)
    middles = range(0, len(heard) - piece, piece)
    off = [told_seconds(heard[at : at + piece], seconds) - (at + piece / 2) * speed / rate for at in middles]
    assert np.abs(off).max() < 0.03


@pytest.mark.parametrize("speed", SPEEDS)
def test_it_does_not_drift_in_ten_minutes(speed: float) -> None:
    rate, seconds = 8000, 600.0
    heard = stretched(swelling(rate, seconds), rate, speed, block=8000)[-2 * rate : -rate]
    assert told_seconds(heard, seconds) == pytest.approx(seconds - 1.5 * speed, abs=0.03)


def test_it_does_not_matter_in_which_pieces_it_is_fed() -> None:
    samples = swelling(24_000, 1)[:, :1]
    whole = stretched(samples, 24_000, 1.5, block=24_000)
    for block in (7, 480, 5000):
        assert (stretched(samples, 24_000, 1.5, block) == whole).all()


def test_both_channels_stay_apart_and_together() -> None:
    left = swelling(24_000, 2)[:, 1:]
    heard = stretched(np.hstack((left, -0.5 * left)), 24_000, 1.5)
    assert heard[:, 1] == pytest.approx(-0.5 * heard[:, 0], abs=1e-6)


@pytest.mark.parametrize("wrong", [(0.49, 1), (2.01, 1), (1.5, 3)])
def test_what_it_cannot_do_is_refused(wrong: tuple[float, int]) -> None:
    speed, channels = wrong
    with pytest.raises(ValueError):
        Tempo(24_000, channels, speed)


def test_the_last_words_are_not_lost() -> None:
    rate = 24_000
    samples = np.zeros((rate * 2, 1), np.float32)
    samples[-rate // 5 :] = swelling(rate, 0.2)[:, :1]
    heard = stretched(samples, rate, 0.5)
    assert np.abs(heard[-round(0.06 * rate) :]).max() > 0.5

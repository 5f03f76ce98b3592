"""Known tones stand at their frequency and at their level, and long stretches are read sparingly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from audio_desk.audio.info import AudioInfo
from audio_desk.audio.spectrum import FrequencyAxis, Spectrograph, decibels, fft_size
from audio_desk.audio.spectrum_columns import COARSEST, Batch, Grid, spectrum_columns

RATE = 44100
ROWS = 300


class Memory:
    """A recording in memory that counts what is read of it."""

    def __init__(self, sound: NDArray[np.float32], rate: int = RATE, frames: int | None = None) -> None:
        """`sound` of shape (n, channels), repeated until there are `frames`."""
        self._sound = sound
        channels = sound.shape[1]
        count = len(sound) if frames is None else frames
        self.info = AudioInfo(Path("x.wav"), "WAV", "PCM", "audio/wav", rate, channels, count, None, 0)
        self.lost = ()
        self.frames_read = 0

    def read(self, start: int, count: int) -> NDArray[np.float32]:
        assert start >= 0
        count = max(0, min(count, self.info.frames - start))
        self.frames_read += count
        return np.take(self._sound, np.arange(start, start + count) % len(self._sound), axis=0)

    def close(self) -> None: ...

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *_: object) -> None: ...


def sine(hertz: float, frames: int = RATE, level: float = 1.0, rate: int = RATE) -> NDArray[np.float32]:
    return (level * np.sin(2 * np.pi * hertz * np.arange(frames) / rate)).astype(np.float32)


def one_column(sound: NDArray[np.float32], size: int, rate: int = RATE) -> NDArray[np.uint8]:
    maker = Spectrograph(rate, size, ROWS)
    return maker.levels(maker.powers(sound[None, :size]))[:, 0]


def picture(source: Memory, grid: Grid, columns: range) -> dict[int, NDArray[np.uint8]]:
    batches = spectrum_columns(source, grid, np.arange(columns.start, columns.stop), lambda: True)
    return {int(k): batch.levels[:, i] for batch in batches for i, k in enumerate(batch.columns)}


@pytest.mark.parametrize("size", [256, 1024, 4096])
@pytest.mark.parametrize("hertz", [60, 440, 1000, 3150, 8000, 15000, 21000])
def test_the_brightest_row_is_at_the_tones_frequency(size: int, hertz: float) -> None:
    levels = one_column(sine(hertz), size)
    row = int(np.median(np.flatnonzero(levels == levels.max())))
    axis = FrequencyAxis.of(RATE)
    bin_hertz = RATE / size
    assert axis.hertz(row / ROWS) - bin_hertz <= hertz <= axis.hertz((row + 1) / ROWS) + bin_hertz


@pytest.mark.parametrize("rate", [8000, 24000, 48000, 192_000])
def test_a_tone_near_the_top_is_in_the_top_row_at_any_rate(rate: int) -> None:
    levels = one_column(sine(rate * 0.499, rate=rate), 2048, rate)
    assert levels[-1] == levels.max()


@pytest.mark.parametrize("level_db", [0, -20, -60])
def test_a_sine_has_its_level_in_its_row(level_db: float) -> None:
    on_a_bin = 50 * RATE / 2048
    levels = one_column(sine(on_a_bin, level=10 ** (level_db / 20)), 2048)
    assert decibels(int(levels.max())) == pytest.approx(level_db, abs=0.5)


def test_the_powers_of_noise_add_up_to_its_mean_square() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, (64, 2048)).astype(np.float32)
    powers = Spectrograph(RATE, 2048, ROWS).powers(noise)
    # A sine of full scale has the mean square 1/2, and Hann's main lobe spreads 1.5 bins wide.
    assert powers.sum(axis=1).mean() / 2 / 1.5 == pytest.approx(np.square(noise).mean(), rel=0.03)


def test_silence_is_nothing() -> None:
    assert one_column(np.zeros(2048, np.float32), 2048).max() == 0


def test_close_up_windows_are_short_and_from_afar_long() -> None:
    assert fft_size(1 / 32, RATE) == 256
    assert fft_size(64, RATE) == 1024
    assert fft_size(30_000, RATE) == 4096
    assert fft_size(30_000, 8000) == 1024


def test_a_click_is_in_its_column_and_in_no_other() -> None:
    sound = np.zeros((RATE, 1), np.float32)
    sound[20_000] = 1
    grid = Grid.for_scale(64, RATE, 64)
    shown = picture(Memory(sound), grid, range(250, 380))
    loudest = max(shown, key=lambda k: int(shown[k].sum()))
    assert loudest == pytest.approx(20_000 / grid.step - 0.5, abs=0.6)
    assert shown[290].max() == 0


def test_columns_are_the_same_wherever_the_picture_begins() -> None:
    source = Memory(np.random.default_rng(2).normal(0, 0.1, (RATE, 1)).astype(np.float32))
    grid = Grid.for_scale(77.3, RATE, 64)
    one, other = picture(source, grid, range(10, 200)), picture(source, grid, range(60, 150))
    for k in other:
        assert (one[k] == other[k]).all()


def test_antiphase_channels_are_both_heard() -> None:
    tone = sine(1000)
    grid = Grid.for_scale(512, RATE, 64)
    shown = picture(Memory(np.stack([tone, -tone], axis=1)), grid, range(20, 30))
    assert decibels(int(shown[25].max())) == pytest.approx(0, abs=1.5)


def test_columns_outside_the_recording_are_silent() -> None:
    grid = Grid.for_scale(512, RATE, 64)
    shown = picture(Memory(sine(1000)[:, None]), grid, range(-20, 120))
    assert shown[-15].max() == 0
    assert shown[110].max() == 0
    assert shown[40].max() > 0


def test_of_ten_hours_only_a_window_for_each_column_is_read() -> None:
    source = Memory(sine(1000, 44100)[:, None], frames=36_000 * RATE)
    grid = Grid.for_scale(36_000 * RATE / 1000, RATE, 64)
    shown = picture(source, grid, range(1000))
    assert len(shown) == 1000
    assert source.frames_read <= 1000 * grid.size
    assert decibels(int(shown[500].max())) == pytest.approx(0, abs=1.5)


def test_far_columns_come_coarse_first() -> None:
    source = Memory(sine(1000, 44100)[:, None], frames=36_000 * RATE)
    grid = Grid.for_scale(36_000 * RATE / 200, RATE, 16)
    batches: list[Batch] = list(spectrum_columns(source, grid, np.arange(200), lambda: True))
    assert batches[0].stride == COARSEST
    assert [batch.stride for batch in batches] == sorted((b.stride for b in batches), reverse=True)
    assert sorted(int(k) for batch in batches for k in batch.columns) == list(range(200))


def test_nothing_more_is_read_when_it_is_not_wanted_any_more() -> None:
    source = Memory(sine(1000)[:, None])
    grid = Grid.for_scale(8, RATE, 16)
    answers = iter([True, False])
    batches = list(spectrum_columns(source, grid, np.arange(2000), lambda: next(answers)))
    assert len(batches) == 1

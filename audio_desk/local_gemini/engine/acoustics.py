"""Describes a sound that is no speech in plain words about its pitch and its course; it names no sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audio_desk.local_gemini.engine.frames import RATE, Floats
from audio_desk.local_gemini.engine.protocol import Sound
from audio_desk.local_gemini.engine.sound_map import Stretch

LISTENED_SECONDS: Final = 12.0
"""Of a longer sound its beginning speaks for the rest."""
_SIZE: Final = 1024
_HOP: Final = 512
_LOWEST_HZ: Final = 60.0
TONAL_SHARE: Final = 0.45
"""A frame is tonal when its strongest partial holds this much of its power."""
SHORT_BURST_SECONDS: Final = 0.6
SWEEP_RATIO: Final = 1.25
PULSES_PER_SECOND: Final = 0.8
"""What begins less often is heard as one sound after the other."""
RICH_RATIO: Final = 2.2
"""A tone whose power reaches this many times its pitch has overtones."""


@dataclass(frozen=True, slots=True)
class Character:
    """Measured: no guesses about what made the sound."""

    tonal: float
    """The share of its frames with one strong partial."""
    partials: bool
    """A few strong partials together, like a chord or a bell."""
    low_hz: float
    high_hz: float
    """Between these lie nine tenths of its power."""
    pitch_low_hz: float
    pitch_high_hz: float
    """The strongest partial moves between these."""
    bursts_per_second: float
    pulsed: bool
    """Short bursts with quiet between them."""


def character(sound: Sound, stretch: Stretch) -> Character:
    """Raises what `sound.read` raises."""
    samples = sound.read(stretch.start, min(stretch.end, stretch.start + LISTENED_SECONDS))
    power = _spectra(samples)
    hz = np.fft.rfftfreq(_SIZE, 1 / RATE).astype(np.float64)
    loud = power.sum(axis=1)
    power = power[loud > 0.02 * loud.max()] if len(power) else power
    if not len(power):
        return Character(0.0, False, 0.0, 0.0, 0.0, 0.0, 0.0, False)
    share, pitch = _strongest(power, hz)
    tonal = share >= TONAL_SHARE
    low, high = _spread(power.sum(axis=0), hz)
    pitches = np.percentile(pitch[tonal], (5, 95)) if tonal.any() else np.zeros(2)
    attacks, short = _bursts(samples)
    bursts = max(attacks, stretch.bursts / stretch.seconds)
    pulsed = short or (stretch.bursts > 2 and stretch.sounding < 0.75)
    return Character(
        float(tonal.mean()),
        _peaky(power),
        low,
        high,
        float(pitches[0]),
        float(pitches[1]),
        bursts,
        pulsed and bursts >= PULSES_PER_SECOND,
    )


def plain_words(heard: Character) -> str:
    """Such as `a tone that sweeps between about 450 and 1150 Hz`."""
    band = f"mostly {_hz(heard.low_hz)} to {_hz(heard.high_hz)} Hz"
    tone = heard.tonal >= 0.5
    sweeps = tone and heard.pitch_high_hz > SWEEP_RATIO * heard.pitch_low_hz
    pitch = (heard.pitch_low_hz + heard.pitch_high_hz) / 2
    rich = heard.high_hz > RICH_RATIO * pitch
    between = f"between about {_hz(heard.pitch_low_hz)} and {_hz(heard.pitch_high_hz)} Hz"
    if heard.pulsed:
        if sweeps:
            return f"short chirping tones {between}"
        kind = "short tones" if tone and not rich else "short bursts"
        return f"{kind}, about {heard.bursts_per_second:.1f} a second, {band}"
    if sweeps:
        return f"a tone that sweeps {between}"
    if tone:
        overtones = f" with overtones up to about {_hz(heard.high_hz)} Hz" if rich else ""
        return f"a steady tone at about {_hz(pitch)} Hz{overtones}"
    if heard.partials:
        return f"several tones together, {band}"
    return f"noise without a clear pitch, {band}"


def _hz(value: float) -> str:
    step = 10 if value < 1000 else 50
    return str(round(value / step) * step)


def _spectra(samples: Floats) -> NDArray[np.float64]:
    """Power, shape (frames, bins)."""
    if len(samples) < _SIZE:
        samples = np.pad(samples, (0, _SIZE - len(samples)))
    frames = np.lib.stride_tricks.sliding_window_view(samples, _SIZE)[::_HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(_SIZE), axis=1)) ** 2
    power[:, : int(_LOWEST_HZ * _SIZE / RATE)] = 0
    return np.asarray(power, dtype=np.float64)


def _strongest(
    power: NDArray[np.float64], hz: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of each frame: the share of the power in and beside the strongest bin, and that bin's frequency."""
    peak = power.argmax(axis=1)
    beside = np.clip(peak[:, None] + np.arange(-2, 3), 0, power.shape[1] - 1)
    share = np.take_along_axis(power, beside, axis=1).sum(axis=1) / (power.sum(axis=1) + 1e-20)
    return share, hz[peak]


def _spread(total: NDArray[np.float64], hz: NDArray[np.float64]) -> tuple[float, float]:
    grown = np.cumsum(total) / (total.sum() + 1e-20)
    low, high = (min(int(np.searchsorted(grown, share)), len(hz) - 1) for share in (0.05, 0.95))
    return float(hz[low]), float(hz[high])


def _peaky(power: NDArray[np.float64]) -> bool:
    """Whether a twentieth of the bins holds nearly all the power in most frames."""
    count = power.shape[1] // 20
    strongest = np.sort(power, axis=1)[:, -count:].sum(axis=1)
    return bool(np.median(strongest / (power.sum(axis=1) + 1e-20)) > 0.9)


def _bursts(samples: Floats) -> tuple[float, bool]:
    """Attacks a second, and whether they are short ones with quiet between."""
    hop = RATE // 100
    count = len(samples) // hop
    if count < 10:
        return 0.0, False
    power = np.square(samples[: count * hop].reshape(count, hop)).mean(axis=1)
    smooth = np.convolve(power, np.ones(3) / 3, mode="same")
    top = float(np.percentile(smooth, 98))
    on = False
    starts = active = 0
    for value in smooth.tolist():
        if not on and value > 0.15 * top:
            on, starts = True, starts + 1
        elif on and value < 0.02 * top:
            on = False
        active += on
    seconds = count / 100
    short = starts > 2 and active / 100 / starts < SHORT_BURST_SECONDS
    return starts / seconds, short and active < 0.75 * count

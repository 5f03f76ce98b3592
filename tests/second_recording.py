"""Builds a second recording, nothing like the sample: other words, voices, sounds, times, rate and container.

The speech is a set of short clips in tests/data/market (two synthetic voices speaking our own words); the
sounds between them are made here. Every variation has other gaps, sounds, order, rate and number of channels.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

_CLIPS = Path(__file__).parent / "data" / "market"
Samples = NDArray[np.float64]
Noise = np.random.Generator


@dataclass(frozen=True, slots=True)
class SecondRecording:
    """The file and what is said and heard in it: {start, end, speaker, text} or {start, end, sound}."""

    path: Path
    duration: float
    events: tuple[dict[str, Any], ...]

    @property
    def speech(self) -> tuple[dict[str, Any], ...]:
        return tuple(event for event in self.events if "text" in event)

    @property
    def sounds(self) -> tuple[dict[str, Any], ...]:
        return tuple(event for event in self.events if "sound" in event)


@dataclass(frozen=True, slots=True)
class _Plan:
    rate: int
    channels: int
    suffix: str
    subtype: str
    sounds: tuple[str, str, str]
    hiss: float


_PLANS = (
    _Plan(44_100, 1, ".wav", "PCM_16", ("knocks", "bell", "rain"), 0.0004),
    _Plan(48_000, 2, ".flac", "PCM_24", ("drill", "chords", "knocks"), 0.0010),
    _Plan(22_050, 1, ".aiff", "PCM_16", ("rain", "whistle", "drill"), 0.0002),
)


def build(folder: Path, *, variation: int = 0) -> SecondRecording:
    """Write the recording into `folder`; the same variation gives the same samples."""
    plan = _PLANS[variation % len(_PLANS)]
    noise = np.random.default_rng(variation + 11)
    pieces: list[Samples] = []
    events: list[dict[str, Any]] = []
    at = 0

    def add(samples: Samples, event: dict[str, Any] | None = None) -> None:
        nonlocal at
        start, at = at, at + len(samples)
        pieces.append(samples)
        if event:
            events.append({"start": round(start / plan.rate, 3), "end": round(at / plan.rate, 3), **event})

    for line in _running_order(plan, variation):
        add(np.zeros(int(noise.uniform(0.5, 2.4) * plan.rate)))
        if "sound" in line:
            add(_SOUNDS[line["sound"]](plan.rate, noise), {"sound": line["sound"]})
        else:
            add(_spoken(line["clip"], plan.rate), {"speaker": line["speaker"], "text": line["text"]})
    add(np.zeros(int(1.3 * plan.rate)))
    mono = np.concatenate(pieces)
    sound = np.stack([mono * level for level in (0.9, 0.6)[: plan.channels]], axis=1)
    sound += noise.normal(0, plan.hiss, sound.shape)
    path = folder / f"market-{variation}{plan.suffix}"
    soundfile.write(path, np.clip(sound, -1, 1), plan.rate, subtype=plan.subtype)
    return SecondRecording(path, len(sound) / plan.rate, tuple(events))


def _running_order(plan: _Plan, variation: int) -> list[dict[str, Any]]:
    """Three parts of the conversation, each followed by a sound; a variation turns the parts round."""
    lines = json.loads((_CLIPS / "lines.json").read_text(encoding="utf-8"))
    parts = [lines[:6], lines[6:10], lines[10:]]
    parts = parts[variation % 3 :] + parts[: variation % 3]
    ends: list[dict[str, Any]] = [{"sound": name} for name in plan.sounds]
    # The last part's sound comes before its last line, so that no recording ends in a sound.
    order = [line for part, end in zip(parts[:2], ends[:2], strict=True) for line in (*part, end)]
    return [*order, *parts[2][:-1], ends[2], parts[2][-1]]


def _spoken(clip: str, rate: int) -> Samples:
    samples, clip_rate = soundfile.read(_CLIPS / f"{clip}.ogg")
    return np.asarray(soxr.resample(samples, clip_rate, rate), dtype=np.float64)


def _time(seconds: float, rate: int) -> Samples:
    return np.arange(int(seconds * rate), dtype=np.float64) / rate


def _knocks(rate: int, noise: Noise) -> Samples:
    t = _time(4.2, rate)
    since = np.mod(t, 0.42)
    strokes: Samples = noise.normal(0, 0.4, len(t)) + np.sin(2 * np.pi * 210 * since)
    return np.asarray(0.5 * np.exp(-since * 28) * strokes)


def _bell(rate: int, noise: Noise) -> Samples:
    t = _time(6.0, rate)
    since = np.mod(t, 1.5)
    strokes = np.zeros(len(t))
    for hertz, level in ((520, 1.0), (1043, 0.6), (1388, 0.4), (2105, 0.25)):
        strokes += 0.15 * level * np.exp(-since * 1.4) * np.sin(2 * np.pi * hertz * t)
    return strokes


def _rain(rate: int, noise: Noise) -> Samples:
    t = _time(7.0, rate)
    hiss = noise.normal(0, 0.05, len(t))
    return np.convolve(hiss, [0.6, -0.5, 0.2], mode="same").astype(np.float64) * (
        1 + 0.3 * np.sin(2 * np.pi * 0.7 * t)
    )


def _drill(rate: int, noise: Noise) -> Samples:
    t = _time(5.0, rate)
    buzz = np.mod(t * 96, 1) - 0.5 + noise.normal(0, 0.15, len(t))
    return 0.25 * buzz * (0.75 + 0.25 * np.sign(np.sin(2 * np.pi * 13 * t)))


def _chords(rate: int, noise: Noise) -> Samples:
    roots = (220.0, 174.6, 261.6, 196.0, 220.0, 164.8)
    notes = [_chord(root, rate) for root in roots]
    return np.concatenate(notes)


def _chord(root: float, rate: int) -> Samples:
    t = _time(1.1, rate)
    tones = [np.sin(2 * np.pi * root * step * t) for step in (1, 1.26, 1.498, 2)]
    return np.asarray(0.09 * np.sum(tones, axis=0) * np.minimum(1, t * 30) * np.exp(-t * 0.9))


def _whistle(rate: int, noise: Noise) -> Samples:
    t = _time(4.6, rate)
    pitch = 1500 + 120 * np.sin(2 * np.pi * 5.5 * t) + 300 * t / 4.6
    tone: Samples = np.sin(2 * np.pi * np.cumsum(pitch) / rate)
    return np.asarray(0.2 * tone * np.minimum(1, 8 * np.minimum(t, 4.6 - t)))


_SOUNDS: dict[str, Callable[[int, Noise], Samples]] = {
    "knocks": _knocks,
    "bell": _bell,
    "rain": _rain,
    "drill": _drill,
    "chords": _chords,
    "whistle": _whistle,
}

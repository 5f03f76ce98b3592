"""Sounds held in memory, and how tests ask the engine about them."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from audio_desk.local_gemini.engine.local import LocalEngine
from audio_desk.local_gemini.engine.protocol import EngineRequest

RATE = 16_000
Floats = NDArray[np.float32]


class HeldSound:
    """Mono samples at 16 kHz; remembers how much was read at once."""

    def __init__(self, samples: Floats) -> None:
        self._samples = samples.astype(np.float32)
        self.longest_read = 0.0

    @classmethod
    def of(cls, path: Path) -> HeldSound:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
        return cls(soxr.resample(samples.mean(axis=1), rate, RATE))

    @property
    def duration(self) -> float:
        return len(self._samples) / RATE

    def read(self, start: float, end: float) -> Floats:
        self.longest_read = max(self.longest_read, end - start)
        return self._samples[max(0, round(start * RATE)) : max(0, round(end * RATE))]

    def cut(self, start: float, end: float) -> HeldSound:
        return HeldSound(self.read(start, end))

    def close(self) -> None:
        """Nothing is held open."""


def ask(
    engine: LocalEngine,
    prompt: str,
    *sounds: HeldSound,
    names: tuple[str, ...] = (),
    schema: dict[str, Any] | None = None,
    json_wanted: bool = False,
    system_instruction: str = "",
    labels: tuple[str, ...] = (),
) -> str:
    request = EngineRequest(prompt, system_instruction, sounds, names, schema, json_wanted, labels)
    return "".join(engine.answer(request, threading.Event()))


def noise(seconds: float, level: float, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).normal(0, level, int(seconds * RATE)).astype(np.float32)


def tone(seconds: float, hertz: float, level: float = 0.2) -> Floats:
    t = np.arange(int(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * hertz * t)).astype(np.float32)


def silence(seconds: float) -> Floats:
    return noise(seconds, 0.0002, seed=9)


def starts(transcript: str) -> list[int]:
    """The seconds of each `[MM:SS]` at a line's beginning."""
    found = re.findall(r"^\[(\d+):(\d\d)\] ", transcript, re.MULTILINE)
    return [int(minutes) * 60 + int(seconds) for minutes, seconds in found]


def words(transcript: str) -> str:
    return re.sub(r"^\[[\d:.]+\] ", "", transcript, flags=re.MULTILINE)


def ranges(text: str) -> list[tuple[int, int]]:
    """The seconds of each `00:43-00:51`."""
    found = re.findall(r"(\d+):(\d\d)-(\d+):(\d\d)", text)
    return [(int(a) * 60 + int(b), int(c) * 60 + int(d)) for a, b, c, d in found]

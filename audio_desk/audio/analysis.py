"""Where a recording is silent, and what is wrong with it: clipping, dead channel, anti-phase, very quiet."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio import samples
from audio_desk.audio.source import open_source
from audio_desk.errors import Stopped
from audio_desk.region import Region

_WINDOW_SECONDS = 0.02
_SHORTEST_SILENCE_SECONDS = 0.3
_FLOOR_PERCENTILE, _LOUD_PERCENTILE = 5, 95
_CLEAR_RANGE_DB = 12.0
"""Less between floor and loud: steady sound, where only what is next to nothing counts as silence."""
_SHARE_OF_RANGE = 0.3
_LOUDEST_SILENCE_DB = -30.0
_NEXT_TO_NOTHING_DB = -70.0
_CLIPPED = 0.998
_CLIPPED_RUN = 3
_CLIPPED_RUNS = 5
_DEAD_DB = -80.0
_ALIVE_DB = -50.0
_ANTI_PHASE = -0.5
_QUIET_DB = -45.0
_BLOCK_SAMPLES = 2**19


@dataclass(frozen=True, slots=True)
class SoundReport:
    """What one pass over a recording tells."""

    silences: tuple[Region, ...]
    """Half-open, in frames, in order; each at least 0.3 s."""
    silence_below_db: float
    """The level, re full scale, under which this recording counts as silent."""
    clipped: bool
    dead_channels: tuple[int, ...]
    """Counted from 0; never all of them."""
    anti_phase: bool
    """Left and right cancel each other in the mono mix that a model hears."""
    very_quiet: bool


class SoundAnalyser:
    """Takes a recording block by block, in order; `report` at the end."""

    def __init__(self, rate: int, channels: int) -> None:
        self._rate = rate
        self._window = max(1, round(rate * _WINDOW_SECONDS))
        self._left = samples.empty(channels)
        self._powers: list[NDArray[np.float32]] = []
        self._frames = 0
        self._clipped_runs = 0
        self._energy = np.zeros(channels)
        self._cross = 0.0

    def feed(self, frames: NDArray[np.float32]) -> None:
        """Shape (n, channels)."""
        self._frames += len(frames)
        self._energy += np.einsum("ij,ij->j", frames, frames, dtype=np.float64)
        if frames.shape[1] == 2:
            self._cross += float(np.dot(frames[:, 0], frames[:, 1]))
        self._clipped_runs += _clipped_runs(frames)
        together = np.concatenate([self._left, frames]) if len(self._left) else frames
        whole = len(together) // self._window * self._window
        self._left = together[whole:]
        if whole:
            self._powers.append(_powers(together[:whole], self._window))

    def report(self) -> SoundReport:
        """What was heard."""
        if len(self._left):
            self._powers.append(_powers(self._left, len(self._left)))
            self._left = self._left[:0]
        powers = np.concatenate(self._powers) if self._powers else np.zeros(0, np.float32)
        levels = 10 * np.log10(np.maximum(powers, 1e-12))
        threshold = _threshold(levels)
        loud = float(np.percentile(levels, _LOUD_PERCENTILE)) if len(levels) else -120.0
        return SoundReport(
            silences=self._silences(levels < threshold),
            silence_below_db=threshold,
            clipped=self._clipped_runs >= _CLIPPED_RUNS,
            dead_channels=self._dead_channels(),
            anti_phase=self._anti_phase(),
            very_quiet=loud < _QUIET_DB,
        )

    def _silences(self, silent: NDArray[np.bool_]) -> tuple[Region, ...]:
        edges = np.flatnonzero(np.diff(np.concatenate([[False], silent, [False]]).astype(np.int8)))
        shortest = _SHORTEST_SILENCE_SECONDS * self._rate
        found = []
        for first, last in edges.reshape(-1, 2).tolist():
            region = Region(first * self._window, min(last * self._window, self._frames))
            if region.frames >= shortest:
                found.append(region)
        return tuple(found)

    def _dead_channels(self) -> tuple[int, ...]:
        levels = 10 * np.log10(np.maximum(self._energy / max(1, self._frames), 1e-15))
        if levels.max() < _ALIVE_DB:
            return ()
        return tuple(int(channel) for channel in np.flatnonzero(levels < _DEAD_DB))

    def _anti_phase(self) -> bool:
        if len(self._energy) != 2 or not self._energy.all():
            return False
        return bool(self._cross / np.sqrt(self._energy.prod()) < _ANTI_PHASE)


def quality_notes(path: Path, stop: threading.Event | None = None) -> SoundReport:
    """One pass over the whole recording. Raises Stopped, or as `open_source` does."""
    with open_source(path) as source:
        analyser = SoundAnalyser(source.info.rate, source.info.channels)
        block = max(4096, _BLOCK_SAMPLES // source.info.channels)
        for start in range(0, source.info.frames, block):
            if stop is not None and stop.is_set():
                raise Stopped
            analyser.feed(source.read(start, block))
    return analyser.report()


def silences_in(path: Path, span: Region, stop: threading.Event | None = None) -> tuple[Region, ...]:
    """The silences of a stretch, in the recording's frames. Raises Stopped, or as `open_source` does."""
    with open_source(path) as source:
        analyser = SoundAnalyser(source.info.rate, source.info.channels)
        block = max(4096, _BLOCK_SAMPLES // source.info.channels)
        for start in range(span.start, min(span.end, source.info.frames), block):
            if stop is not None and stop.is_set():
                raise Stopped
            analyser.feed(source.read(start, min(block, span.end - start)))
    return tuple(
        Region(silence.start + span.start, silence.end + span.start) for silence in analyser.report().silences
    )


def _threshold(levels: NDArray[np.float32]) -> float:
    """Between the recording's own floor and its own loudness."""
    if not len(levels):
        return _NEXT_TO_NOTHING_DB
    floor, loud = np.percentile(levels, [_FLOOR_PERCENTILE, _LOUD_PERCENTILE])
    if loud - floor < _CLEAR_RANGE_DB:
        return _NEXT_TO_NOTHING_DB
    # A gate's digital zeros would pull the threshold below the room's own noise.
    floor = max(floor, loud - 60)
    return float(min(floor + _SHARE_OF_RANGE * (loud - floor), _LOUDEST_SILENCE_DB))


def _powers(frames: NDArray[np.float32], window: int) -> NDArray[np.float32]:
    """The mean square of each window over all channels: anti-phase does not make it silent."""
    blocks = frames.reshape(-1, window * frames.shape[1])
    energy = (blocks[:, None, :] @ blocks[:, :, None])[:, 0, 0]
    return np.asarray(energy / blocks.shape[1], np.float32)


def _clipped_runs(frames: NDArray[np.float32]) -> int:
    """How often a channel stays at full scale for some samples."""
    if max(frames.max(initial=0.0), -frames.min(initial=0.0)) < _CLIPPED:
        return 0
    full = np.abs(frames) >= _CLIPPED
    run = full.copy()
    for shift in range(1, _CLIPPED_RUN):
        run[shift:] &= full[:-shift]
    run[: _CLIPPED_RUN - 1] = False
    starts = run[1:] & ~run[:-1]
    return int(starts.sum())

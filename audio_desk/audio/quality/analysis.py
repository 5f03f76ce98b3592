"""Where a recording is silent, and what is wrong with it: clipping, dead channel, anti-phase, very quiet."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.quality.places import Places, nearby_joined
from audio_desk.audio.source import AudioSource, open_source
from audio_desk.errors import Stopped
from audio_desk.region import Region

_WINDOW_SECONDS = 0.02
_SHORTEST_SILENCE_SECONDS = 0.3
_FLOOR_PERCENTILE, _LOUD_PERCENTILE = 5, 95
_CLEAR_RANGE_DB = 12.0
"""Less between floor and loud: steady sound, where only what is next to nothing counts as silence."""
_SHARE_OF_RANGE = 0.3
_LOUDEST_SILENCE_DB = -30.0
NEXT_TO_NOTHING_DB = -70.0
_CLIPPED = 0.998
_CLIPPED_RUN = 3
CLIPPED_RUNS = 5
"""Fewer may be nothing more than a loud passage."""
_DEAD_DB = -80.0
_ALIVE_DB = -50.0
_ANTI_PHASE = -0.5
_QUIET_DB = -45.0
_BLOCK_SAMPLES = 2**19
_BEYOND_BOUNDS: Final[dict[str, Any]] = {"over": "ignore", "invalid": "ignore"}
"""Files of floats may hold anything: a sum that is too large for them is infinite, and no news."""


@dataclass(frozen=True, slots=True)
class SoundReport:
    """What one pass over a recording tells."""

    silences: tuple[Region, ...]
    """Half-open, in frames, in order; each at least 0.3 s."""
    silence_below_db: float
    """The level, re full scale, under which this recording counts as silent."""
    clipped: tuple[Region, ...]
    """Where it stays at full scale: runs with less than a second between them are one; none where few."""
    dead_channels: tuple[int, ...]
    """Counted from 0; never all of them."""
    anti_phase: bool
    """Left and right cancel each other in the mono mix that a model hears."""
    very_quiet: bool
    lost: tuple[Region, ...]
    """Where silence stands for sound that does not decode; those less than a second apart are one."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was measured of one stretch."""

    start: int
    """Its first frame."""
    frames: int
    window: int
    """Frames that each of `powers` is the mean square of; the last may be of fewer."""
    powers: NDArray[np.float32]
    clipped_runs: int
    clipped: tuple[Region, ...]
    lost: tuple[Region, ...]
    energy: NDArray[np.float64]
    """The sum of squares of each channel."""
    cross: float
    """The sum of left times right."""


class SoundAnalyser:
    """Takes a stretch of a recording block by block, in order; `report` at the end.

    Stretches that were heard apart are put together by `report_of`.
    """

    def __init__(self, rate: int, channels: int, start: int = 0) -> None:
        self._rate = rate
        self._start = start
        self._window = max(1, round(rate * _WINDOW_SECONDS))
        self._left = np.zeros((channels, 0), np.float32)
        self._powers: list[NDArray[np.float32]] = []
        self._frames = 0
        self._clipped_runs = 0
        self._clipped = Places(rate)
        self._energy = np.zeros(channels)
        self._cross = 0.0

    @np.errstate(**_BEYOND_BOUNDS)
    def feed(self, frames: NDArray[np.float32]) -> None:
        """Shape (n, channels); quickest when each channel lies in one piece (Fortran order)."""
        planes = np.ascontiguousarray(frames.T)
        # Dot products of a block: ten times quicker than einsum in double precision.
        self._energy += [float(np.dot(plane, plane)) for plane in planes]
        if len(planes) == 2:
            self._cross += float(np.dot(planes[0], planes[1]))
        ends = clipped_runs(planes)
        self._clipped_runs += len(ends)
        self._clipped.add(ends + (self._start + self._frames))
        self._frames += len(frames)
        waiting = self._left.shape[1]
        if waiting:
            missing = self._window - waiting
            self._feed_windows(np.concatenate([self._left, planes[:, :missing]], axis=1))
            planes = planes[:, missing:]
        self._feed_windows(planes)

    @np.errstate(**_BEYOND_BOUNDS)
    def heard(self, lost: Sequence[Region] = ()) -> Heard:
        """All that was fed, of which `lost` did not decode; nothing may follow."""
        waiting = self._left.shape[1]
        if waiting:
            self._powers.append(_powers(self._left, waiting))
            self._left = self._left[:, :0]
        powers = np.concatenate(self._powers) if self._powers else np.zeros(0, np.float32)
        here = Region(self._start, self._start + self._frames)
        inside = [region for region in lost if region.start < here.end and region.end > here.start]
        return Heard(
            start=self._start,
            frames=self._frames,
            window=self._window,
            powers=powers,
            clipped_runs=self._clipped_runs,
            clipped=self._clipped.found(),
            lost=tuple(Region(max(r.start, here.start), min(r.end, here.end)) for r in inside),
            energy=self._energy,
            cross=self._cross,
        )

    def report(self, lost: Sequence[Region] = ()) -> SoundReport:
        """What was heard, of which `lost` did not decode."""
        return report_of([self.heard(lost)], self._rate)

    def _feed_windows(self, planes: NDArray[np.float32]) -> None:
        whole = planes.shape[1] // self._window * self._window
        if whole:
            self._powers.append(_powers(planes[:, :whole], self._window))
        # A copy: what is left must not keep the whole block alive.
        self._left = planes[:, whole:].copy()


@np.errstate(**_BEYOND_BOUNDS)
def report_of(stretches: Sequence[Heard], rate: int) -> SoundReport:
    """What the stretches, in order, tell of the whole recording."""
    levels = [_decibels(heard.powers) for heard in stretches]
    together = np.concatenate(levels) if levels else np.zeros(0, np.float32)
    threshold = _threshold(together)
    loud = float(np.percentile(together, _LOUD_PERCENTILE)) if len(together) else -120.0
    energy = np.sum([heard.energy for heard in stretches], axis=0)
    return SoundReport(
        silences=_silences(stretches, [level < threshold for level in levels], rate),
        silence_below_db=threshold,
        clipped=_clipped(stretches, rate),
        dead_channels=_dead_channels(energy / max(1, sum(heard.frames for heard in stretches))),
        anti_phase=_anti_phase(energy, sum(heard.cross for heard in stretches)),
        very_quiet=loud < _QUIET_DB,
        lost=nearby_joined([region for heard in stretches for region in heard.lost], rate),
    )


def _clipped(stretches: Sequence[Heard], rate: int) -> tuple[Region, ...]:
    if sum(heard.clipped_runs for heard in stretches) < CLIPPED_RUNS:
        return ()
    return nearby_joined([region for heard in stretches for region in heard.clipped], rate)


def _silences(
    stretches: Sequence[Heard], silent: Sequence[NDArray[np.bool_]], rate: int
) -> tuple[Region, ...]:
    spans: list[list[int]] = []
    for heard, quiet in zip(stretches, silent, strict=True):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
        for first, last in edges.reshape(-1, 2).tolist():
            begin = heard.start + first * heard.window
            end = heard.start + min(last * heard.window, heard.frames)
            if spans and spans[-1][1] == begin:
                spans[-1][1] = end
            else:
                spans.append([begin, end])
    shortest = _SHORTEST_SILENCE_SECONDS * rate
    return tuple(Region(begin, end) for begin, end in spans if end - begin >= shortest)


def _dead_channels(power: NDArray[np.float64]) -> tuple[int, ...]:
    levels = 10 * np.log10(np.maximum(power, 1e-15))
    if levels.max() < _ALIVE_DB:
        return ()
    return tuple(int(channel) for channel in np.flatnonzero(levels < _DEAD_DB))


def _anti_phase(energy: NDArray[np.float64], cross: float) -> bool:
    if len(energy) != 2 or not energy.all():
        return False
    return bool(cross / np.sqrt(energy.prod()) < _ANTI_PHASE)


def quality_notes(path: Path, stop: threading.Event | None = None) -> SoundReport:
    """One pass over the whole recording. Raises Stopped, or as `open_source` does."""
    with open_source(path) as source:
        return report_on(source, stop)


def report_on(source: AudioSource, stop: threading.Event | None = None) -> SoundReport:
    """The same of a recording that is open. Raises Stopped or AudioUnreadable."""
    analyser = SoundAnalyser(source.info.rate, source.info.channels)
    block = max(4096, _BLOCK_SAMPLES // source.info.channels)
    for start in range(0, source.info.frames, block):
        if stop is not None and stop.is_set():
            raise Stopped
        analyser.feed(source.read(start, block))
    return analyser.report(source.lost)


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


def _decibels(powers: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(10 * np.log10(np.maximum(powers, 1e-12)), np.float32)


def _threshold(levels: NDArray[np.float32]) -> float:
    """Between the recording's own floor and its own loudness."""
    if not len(levels):
        return NEXT_TO_NOTHING_DB
    floor, loud = np.percentile(levels, [_FLOOR_PERCENTILE, _LOUD_PERCENTILE])
    if loud - floor < _CLEAR_RANGE_DB:
        return NEXT_TO_NOTHING_DB
    # A gate's digital zeros would pull the threshold below the room's own noise.
    floor = max(floor, loud - 60)
    return float(min(floor + _SHARE_OF_RANGE * (loud - floor), _LOUDEST_SILENCE_DB))


def _powers(planes: NDArray[np.float32], window: int) -> NDArray[np.float32]:
    """The mean square of each window over all channels: anti-phase does not make it silent."""
    blocks = planes.reshape(len(planes), -1, window)
    energy = (blocks[..., None, :] @ blocks[..., :, None])[..., 0, 0]
    return np.asarray(energy.sum(axis=0) / (window * len(planes)), np.float32)


def clipped_runs(planes: NDArray[np.float32]) -> NDArray[np.intp]:
    """The frames, of any channel, from which on it has stayed at full scale for some samples."""
    if max(planes.max(initial=0.0), -planes.min(initial=0.0)) < _CLIPPED:
        return np.zeros(0, np.intp)
    full = np.abs(planes) >= _CLIPPED
    run = full.copy()
    for shift in range(1, _CLIPPED_RUN):
        run[:, shift:] &= full[:, :-shift]
    run[:, : _CLIPPED_RUN - 1] = False
    return np.sort(np.nonzero(run[:, 1:] & ~run[:, :-1])[1] + 1)

"""Divides a span into speech, other sounds and silence, from levels and the speech detector alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audio_desk.local_gemini.engine.frames import (
    FRAME_SECONDS,
    SILENT_DB,
    Floats,
    Span,
    VoiceDetector,
    blocks,
)
from audio_desk.local_gemini.engine.protocol import Sound
from audio_desk.local_gemini.engine.speech import Piece, SpeechFinder

SPEECH_BRIDGE_SECONDS: Final = 1.5
"""Speakers pause; a stretch of speech goes on through it."""
EDGE_FRAMES: Final = round(0.3 / FRAME_SECONDS)
"""Breath, and the room's echo, around a piece of speech are no sound of their own."""
ABOVE_FLOOR_DB: Final = 10.0
LOUD_DB: Final = -48.0
"""Above this nothing passes for silence, even where it never stops."""
QUIET_DB: Final = -70.0
"""Below this nothing counts as a sound, however quiet the rest is."""
BURST_BRIDGE_SECONDS: Final = 1.6
"""Chirps, knocks and strokes of a bell that follow each other like this are one sound."""
SERIES_BRIDGE_SECONDS: Final = 2.0
UNEVEN: Final = 1.25
"""A series goes on over a gap so many times as long as its last one: claps that are alike are told alike,
also where the gaps between them are now a little below the bridge and now a little above."""
LONG_BURST_SECONDS: Final = 1.5
LONG_BRIDGE_SECONDS: Final = 0.35
"""Two sounds that each last belong together only over a shorter gap."""
SHORTEST_SECONDS: Final = 0.5
SILENCE_SECONDS: Final = 1.5
"""Shorter silences are pauses, not worth a line."""
STEADY_SHARE: Final = 0.8
"""Background that fills this much of the time between words is not an event."""


class Kind(StrEnum):
    SPEECH = "speech"
    OTHER = "other"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Times in seconds on the recording's timeline; levels in dB of full scale."""

    kind: Kind
    start: float
    end: float
    level_db: float
    """Mean power while it sounds."""
    peak_db: float
    """The loudest frame."""
    bursts: int = 1
    """How many times it begins anew."""
    sounding: float = 1.0
    """The share of its time in which it sounds."""

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class SoundMap:
    """What a span holds, in order of time."""

    span: Span
    stretches: tuple[Stretch, ...]
    floor_db: float
    """The level that nine tenths of the time is above."""
    background: bool
    """Whether something sounds all the time, also between the words."""

    def of(self, kind: Kind) -> tuple[Stretch, ...]:
        return tuple(stretch for stretch in self.stretches if stretch.kind is kind)


@dataclass(slots=True)
class _Measured:
    levels: list[Floats] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


def map_sound(
    sound: Sound, span: Span, detect: VoiceDetector, stop: threading.Event
) -> Iterator[SoundMap | None]:
    """None after each block that was measured, the map at last; no map once `stop` is set."""
    measured, finder = _Measured(), SpeechFinder()
    for block in blocks(sound, span, detect, stop):
        measured.levels.append(block.level_db)
        measured.pieces += finder.feed(block)
        yield None
    if not stop.is_set():
        levels = np.concatenate([*measured.levels, np.zeros(0, dtype=np.float32)])
        yield divide(span, levels, [*measured.pieces, *finder.flush()])


def divide(span: Span, levels: Floats, pieces: list[Piece]) -> SoundMap:
    """The map from one level a frame and the pieces of speech."""
    if not len(levels):
        return SoundMap(span, (), SILENT_DB, background=False)
    speech = np.zeros(len(levels), dtype=bool)
    for piece in pieces:
        speech[piece.first : piece.last] = True
    floor = float(np.percentile(levels, 10))
    outside = ~_widened(speech, EDGE_FRAMES)
    threshold, background = _threshold(levels, outside, floor, bool(pieces))
    others = _others(outside & (levels > threshold), outside)
    found = [_stretch(Kind.SPEECH, span, levels, runs) for runs in _speech_runs(pieces)]
    found += [_stretch(Kind.OTHER, span, levels, runs) for runs in others]
    found.sort(key=lambda stretch: stretch.start)
    return SoundMap(span, tuple(_with_silences(found, span, levels)), floor, background)


Run = tuple[int, int]


def _threshold(levels: Floats, outside: NDArray[np.bool_], floor: float, speech: bool) -> tuple[float, bool]:
    """Above which level a frame sounds, and whether a background sounds all the time."""
    threshold = min(max(floor + ABOVE_FLOOR_DB, QUIET_DB), LOUD_DB)
    between = levels[outside]
    if not speech or not len(between) or float((between > threshold).mean()) < STEADY_SHARE:
        return threshold, False
    if floor < LOUD_DB:
        return threshold, False
    # Something hums under everything: only what rises above it is an event.
    return float(np.median(between)) + ABOVE_FLOOR_DB, True


def _speech_runs(pieces: list[Piece]) -> list[list[Run]]:
    """Pieces with no more than a pause between them, together."""
    together: list[list[Run]] = []
    for piece in pieces:
        if together and (piece.first - together[-1][-1][1]) * FRAME_SECONDS < SPEECH_BRIDGE_SECONDS:
            together[-1].append((piece.first, piece.last))
        else:
            together.append([(piece.first, piece.last)])
    return together


def _others(sounding: NDArray[np.bool_], outside: NDArray[np.bool_]) -> list[list[Run]]:
    """Bursts that belong together; none across speech, none too short."""
    together: list[list[Run]] = []
    for run in _runs(sounding):
        if together and outside[together[-1][-1][1] : run[0]].all() and _one_sound(together[-1], run):
            together[-1].append(run)
        else:
            together.append([run])
    together = _with_stragglers(together, outside)
    return [runs for runs in together if _seconds((runs[0][0], runs[-1][1])) >= SHORTEST_SECONDS]


def _one_sound(runs: list[Run], run: Run) -> bool:
    gap = _seconds((runs[-1][1], run[0]))
    long = _seconds(runs[-1]) >= LONG_BURST_SECONDS or _seconds(run) >= LONG_BURST_SECONDS
    return gap <= (LONG_BRIDGE_SECONDS if long else BURST_BRIDGE_SECONDS)


def _with_stragglers(groups: list[list[Run]], outside: NDArray[np.bool_]) -> list[list[Run]]:
    """A series takes up what follows it, and then what precedes it, in its own rhythm."""
    forward: list[list[Run]] = []
    for group in groups:
        if forward and _goes_on(forward[-1], group, outside):
            forward[-1] += group
        else:
            forward.append(group)
    backward: list[list[Run]] = []
    for group in reversed(forward):
        if backward and _goes_on(group, backward[-1], outside):
            backward[-1] = group + backward[-1]
        else:
            backward.append(group)
    return backward[::-1]


def _goes_on(left: list[Run], right: list[Run], outside: NDArray[np.bool_]) -> bool:
    between = (left[-1][1], right[0][0])
    rhythm = [_seconds((one[1], other[0])) for one, other in (*pairwise(left[-2:]), *pairwise(right[:2]))]
    long = max(_seconds(left[-1]), _seconds(right[0])) >= LONG_BURST_SECONDS
    most = min(SERIES_BRIDGE_SECONDS, UNEVEN * max(rhythm, default=0.0))
    return not long and _seconds(between) <= most and bool(outside[slice(*between)].all())


def _stretch(kind: Kind, span: Span, levels: Floats, runs: list[Run]) -> Stretch:
    first, last = runs[0][0], runs[-1][1]
    sounding = np.concatenate([levels[a:b] for a, b in runs])
    power = float(np.mean(10 ** (sounding / 10)))
    return Stretch(
        kind,
        span.start + first * FRAME_SECONDS,
        min(span.start + last * FRAME_SECONDS, span.end),
        max(SILENT_DB, 10 * float(np.log10(power + 1e-12))),
        float(sounding.max()),
        len(runs),
        len(sounding) / (last - first),
    )


def _with_silences(found: list[Stretch], span: Span, levels: Floats) -> Iterator[Stretch]:
    at = span.start
    for stretch in found:
        yield from _silence(at, stretch.start, span, levels)
        yield stretch
        at = max(at, stretch.end)
    yield from _silence(at, span.end, span, levels)


def _silence(start: float, end: float, span: Span, levels: Floats) -> Iterator[Stretch]:
    first, last = (round((at - span.start) / FRAME_SECONDS) for at in (start, end))
    inside = levels[first + EDGE_FRAMES : last - EDGE_FRAMES]
    if end - start >= SILENCE_SECONDS and len(inside):
        yield Stretch(Kind.SILENCE, start, end, float(np.median(inside)), float(inside.max()))


def _widened(mask: NDArray[np.bool_], frames: int) -> NDArray[np.bool_]:
    return np.convolve(mask, np.ones(2 * frames + 1), mode="same")[: len(mask)] > 0.5


def _runs(mask: NDArray[np.bool_]) -> list[Run]:
    """Where `mask` holds, as half-open runs."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _seconds(run: Run) -> float:
    return (run[1] - run[0]) * FRAME_SECONDS

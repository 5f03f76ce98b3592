"""Long recordings of numbered announcements, put together of recorded words, with the truth about them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from audio_desk.transcripts.segment import Segment
from tests.words import cardinal, spoken

RATE: Final = 16_000
_WORDS: Final = Path(__file__).parent / "data" / "numbers"
_NOISE: Final = 0.0006


@dataclass(frozen=True, slots=True)
class Announcement:
    number: int
    start: float
    """Seconds."""


def write_announcements(path: Path, seconds: float, first: int = 20, seed: int = 1) -> list[Announcement]:
    """Numbers from `first` on, with pauses of 3 to 9 s between them, over a little noise."""
    sound, _ = soundfile.read(_WORDS / "words.ogg", dtype="float32")
    places = json.loads((_WORDS / "words.json").read_text(encoding="utf-8"))
    random = np.random.default_rng(seed)
    made: list[Announcement] = []
    with soundfile.SoundFile(path, "w", RATE, 1) as out:
        at, number = 2 * RATE, first
        out.write(_pause(random, at))
        while at < (seconds - 10) * RATE:
            made.append(Announcement(number, at / RATE))
            words = ["announcement", *cardinal(number)]
            said = np.concatenate([sound[slice(*places[word])] for word in words])
            rest = _pause(random, round(float(random.uniform(3, 9)) * RATE))
            out.write(said)
            out.write(rest)
            at += len(said) + len(rest)
            number += 1
    return made


def complaints(made: list[Announcement], segments: Iterable[Segment], rate: int) -> list[str]:
    """What is lost, double, out of order, or more than a second from where it was said."""
    segments = tuple(segments)
    heard = [(s.start_frame / rate, " ".join(spoken(s.text))) for s in segments]
    starts = [start for start, _ in heard]
    found = [] if starts == sorted(starts) else ["the lines are not in order"]
    count = sum(len(re.findall("announcement", text)) for _, text in heard)
    if count != len(made):
        found.append(f"{count} announcements of {len(made)}")
    # One that is lost and one that nobody said are not told by their count.
    found += _mistold(made, heard)
    found += [f"nothing is said at {one.start:.1f} s" for one in lost(made, segments, rate)]
    return found


def _mistold(made: list[Announcement], heard: list[tuple[float, str]]) -> list[str]:
    """Which of them are told as none, or as several."""
    edges = [-math.inf, *(one.start - 1.01 for one in made[1:]), math.inf]
    told = [" ".join(text for at, text in heard if first <= at < last) for first, last in pairwise(edges)]
    return [
        f"number {one.number} at {one.start:.1f} s is told as {text!r}"
        for one, text in zip(made, told, strict=True)
        if text.count("announcement") != 1
    ]


def lost(made: list[Announcement], segments: Iterable[Segment], rate: int) -> list[Announcement]:
    """Those without a line within a second of where they were said."""
    starts = [segment.start_frame / rate for segment in segments]
    return [one for one in made if not any(abs(start - one.start) <= 1.01 for start in starts)]


def share_understood(made: list[Announcement], segments: Iterable[Segment]) -> float:
    """How many of the numbers are there as they were said: the rest is what the recogniser misheard."""
    text = " " + " ".join(word for segment in segments for word in spoken(segment.text)) + " "
    wanted = [f" announcement number {' '.join(cardinal(one.number))} announcement" for one in made]
    return sum(words in text + "announcement" for words in wanted) / len(made)


def _pause(random: np.random.Generator, frames: int) -> NDArray[np.float32]:
    return np.asarray(random.normal(0, _NOISE, frames), np.float32)

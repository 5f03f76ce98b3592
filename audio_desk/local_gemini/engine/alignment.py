"""Brings a window's words back to the recording's time, holding on to the pieces it was packed from.

Whisper's own word times wander by some tenths of a second, most at the first and last words; the detector's
pieces do not. So every piece gets its words, and its first word begins where the piece begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audio_desk.local_gemini.engine.spoken import SpokenWord
from audio_desk.local_gemini.engine.windows import Placed

SENTENCE_ENDS: Final = (".", "?", "!", '."', '?"', '!"', "…")
DETECTOR_LATE_SECONDS: Final = 0.1
"""Soft first consonants pass before the detector is sure."""
OUTSIDE_SECONDS: Final = 1.0
"""A word this far from all speech was not said."""
NO_TIME_SECONDS: Final = 0.02


@dataclass(frozen=True, slots=True)
class PieceWords:
    """The words of one piece of speech; all times in seconds from the span's start."""

    start: float
    end: float
    words: tuple[SpokenWord, ...]


def align(words: Sequence[SpokenWord], placed: Sequence[Placed]) -> list[PieceWords]:
    """Share the words out to the pieces, in order: one answer a piece, perhaps without words."""
    kept = _without_afterthought([word for word in words if _near(word, placed)], placed[-1].until)
    cuts = [0]
    for before, after in pairwise(placed):
        cuts.append(_cut(kept, cuts[-1], before.until, after.at))
    cuts.append(len(kept))
    shared = [kept[first:last] for first, last in pairwise(cuts)]
    return [_moved(share, place) for share, place in zip(shared, placed, strict=True)]


def _near(word: SpokenWord, placed: Sequence[Placed]) -> bool:
    return any(
        word.start < place.until + OUTSIDE_SECONDS and word.end > place.at - OUTSIDE_SECONDS
        for place in placed
    )


def _without_afterthought(words: list[SpokenWord], until: float) -> list[SpokenWord]:
    """A sentence that begins when all speech is over, with a word that takes no time, was not said."""
    if len(words) < 2:
        return words
    before, last = words[-2:]
    is_after = last.start >= until and last.end - last.start < NO_TIME_SECONDS
    return words[:-1] if is_after and before.text.rstrip().endswith(SENTENCE_ENDS) else words


def _cut(words: Sequence[SpokenWord], first: int, gap_start: float, gap_end: float) -> int:
    """The index of the first word after a gap: the place between two words that fits the gap best."""
    return min(range(first, len(words) + 1), key=lambda at: _misfit(words, at, gap_start, gap_end))


def _misfit(words: Sequence[SpokenWord], at: int, gap_start: float, gap_end: float) -> float:
    """Seconds of speech on the wrong side of the gap; less where a sentence ends."""
    before = words[at - 1] if at else None
    after = words[at] if at < len(words) else None
    wrong = 0.0
    if before:
        wrong += max(0.0, (before.start + before.end) / 2 - gap_start)
    if after:
        wrong += max(0.0, gap_end - (after.start + after.end) / 2)
    if before and before.text.rstrip().endswith(SENTENCE_ENDS):
        wrong -= 0.3
    elif before and before.text.rstrip().endswith(","):
        wrong -= 0.1
    return wrong


def _moved(words: Sequence[SpokenWord], place: Placed) -> PieceWords:
    """Inside the piece, in order, and on the span's timeline."""
    moved: list[SpokenWord] = []
    start = max(0.0, place.piece.start - DETECTOR_LATE_SECONDS)
    at = start
    for number, word in enumerate(words):
        begin = start if number == 0 else min(max(word.start + place.shift, at), place.piece.end)
        at = min(max(word.end + place.shift, begin), place.piece.end)
        moved.append(SpokenWord(begin, at, word.text, word.probability))
    return PieceWords(start, place.piece.end, tuple(moved))

"""Finds out whether a text goes round in circles, as that of a model does that has lost its way."""

from __future__ import annotations

import re
from typing import Final

from audio_desk.transcripts.times import TIME

LONGEST_ROUND: Final = 60
"""Words: about twenty seconds of speech."""
ROUNDS: Final = 6
"""People say a thing three times, and a refrain comes four times; nobody says it six times running."""
WORDS: Final = 24
"""`No, no, no, no, no, no` is speech."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_TIMES: Final = re.compile(rf"[\[(]?{TIME}[\])]?")


def goes_round(text: str) -> bool:
    """Whether the same words come again and again without anything between; times do not count."""
    words = _WORD.findall(_TIMES.sub(" ", text).lower())
    return any(
        _longest_run(words, length) >= max(WORDS, ROUNDS * length) for length in range(1, LONGEST_ROUND + 1)
    )


def _longest_run(words: list[str], length: int) -> int:
    """The most words in a row of which each is the one `length` words before it, and those before."""
    longest = run = 0
    for word, before in zip(words[length:], words, strict=False):
        run = run + 1 if word == before else 0
        longest = max(longest, run)
    return longest + length if longest else 0

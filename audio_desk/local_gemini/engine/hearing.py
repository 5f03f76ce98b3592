"""Hears one window; what the recogniser seems to have passed over it is asked to hear again, alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from audio_desk.local_gemini.engine.alignment import PieceWords, align
from audio_desk.local_gemini.engine.frames import Floats
from audio_desk.local_gemini.engine.spoken import SpokenWord
from audio_desk.local_gemini.engine.windows import Placed, Window

Words = tuple[SpokenWord, ...]
Hear = Callable[[Floats], Words]

LONG_ENOUGH_SECONDS: Final = 1.0
"""A shorter piece may well be one word, or a laugh."""
FEWEST_WORDS_A_SECOND: Final = 0.8
MOST_WORDS_A_SECOND: Final = 7.0
"""Nobody speaks more slowly, or faster, for a whole piece: words were lost, or one phrase repeated itself."""
SOME_WORDS_A_SECOND: Final = 0.4
"""Better than nothing: of a piece in which not a word was heard before, so few words are taken, too."""
SURE: Final = 0.4
"""The mean probability that words heard only at the second try must have."""
CLEARLY: Final = 1.25
"""How much more the second try must tell where the first one may be right."""
FIGURE_LETTERS: Final = 4
"""What a figure has when it is said: `two`, `seven`."""


def hear_window(hear: Hear, window: Window) -> list[PieceWords]:
    """The words of each piece of the window, in order."""
    heard = align(hear(window.samples), window.placed)
    if len(heard) == 1:
        return heard
    told = [
        _again(hear, window, place, piece) if _doubtful(piece) else piece
        for piece, place in zip(heard, window.placed, strict=True)
    ]
    lost_its_way = [now is not before for now, before in zip(told, heard, strict=True)]
    for at, place in enumerate(window.placed):
        if not lost_its_way[at] and any(lost_its_way[max(0, at - 1) : at + 2]):
            told[at] = _better(hear, window, place, told[at])
    return _each_once(heard, told)


def _each_once(heard: list[PieceWords], told: list[PieceWords]) -> list[PieceWords]:
    """A word that lay in the wrong piece is not told there when its own, heard again, has it now."""
    once = list(told)
    for at, (piece, before) in enumerate(zip(told, heard, strict=True)):
        if piece is not before:
            continue
        words = piece.words
        if at + 1 < len(told):
            words = words[: len(words) - _given(words, heard[at + 1].words, told[at + 1].words)]
        if at > 0:
            first = _given(words[::-1], heard[at - 1].words[::-1], told[at - 1].words[::-1])
            words = words[first:]
        once[at] = replace(piece, words=words)
    return once


def _given(own: Words, before: Words, now: Words) -> int:
    """How many of the last of `own`, but not all, the neighbour begins with now, and did not before."""
    mine, then, new = ([_plain(word) for word in words] for words in (own, before, now))
    mine = mine[::-1]
    for count in range(min(len(mine) - 1, len(new)), 0, -1):
        if mine[:count][::-1] == new[:count] != then[:count]:
            return count
    return 0


def _better(hear: Hear, window: Window, place: Placed, first_try: PieceWords) -> PieceWords:
    """Beside a piece of which the first try was wrong: some words may be the neighbour's, or wrong too."""
    if first_try.end - first_try.start < LONG_ENOUGH_SECONDS:
        return first_try
    second_try = _again(hear, window, place, first_try)
    return second_try if _believed(second_try) > CLEARLY * _believed(first_try) else first_try


def _believed(piece: PieceWords) -> float:
    """How much is told, in letters, as far as the recogniser believes in it."""
    return sum(_letters(word) * word.probability for word in piece.words)


def _letters(word: SpokenWord) -> int:
    figures = sum(map(str.isdigit, word.text))
    return sum(map(str.isalpha, word.text)) + FIGURE_LETTERS * figures


def _doubtful(piece: PieceWords, fewest: float = FEWEST_WORDS_A_SECOND) -> bool:
    seconds = piece.end - piece.start
    if seconds < LONG_ENOUGH_SECONDS:
        return False
    too_few = sum(map(_aloud, piece.words)) < fewest * seconds
    return too_few or len(piece.words) > MOST_WORDS_A_SECOND * seconds or _repeats(piece)


def _repeats(piece: PieceWords) -> bool:
    """Whether two words, numbers aside, come again without a pause: in a list the recogniser invents an item
    now and then, and it lies in the piece of its neighbour."""
    plain = [_plain(word) for word in piece.words]
    pairs = [pair for pair in pairwise(plain) if "".join(pair).isalpha()]
    return len(set(pairs)) < len(pairs)


def _plain(word: SpokenWord) -> str:
    return word.text.strip(" .,;:!?").lower()


def _aloud(word: SpokenWord) -> int:
    """Each figure of a number is a word, or nearly so: `177` takes as long to say as three."""
    return max(1, sum(map(str.isdigit, word.text)))


def _again(hear: Hear, window: Window, place: Placed, first_try: PieceWords) -> PieceWords:
    alone = window.alone(place)
    (second_try,) = align(hear(alone.samples), alone.placed)
    words = second_try.words
    sure = bool(words) and sum(word.probability for word in words) / len(words) >= SURE
    fewest = FEWEST_WORDS_A_SECOND if first_try.words else SOME_WORDS_A_SECOND
    return second_try if sure and not _doubtful(second_try, fewest) else first_try

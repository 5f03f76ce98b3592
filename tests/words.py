"""Compares words as they are spoken: numbers, years and money spelled out, case and punctuation gone."""

from __future__ import annotations

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen | twenty thirty forty fifty sixty seventy eighty ninety"
)
_UNITS, _TENS = (part.split() for part in _SMALL.split("|"))
_NUMBER_WORDS = {*_UNITS, *_TENS, "hundred", "thousand", "million"}
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_MONEY = {"£": ("pound", "pounds"), "$": ("dollar", "dollars"), "€": ("euro", "euros")}
_SPELLINGS = {
    "harbour": "harbor",
    "colour": "color",
    "neighbour": "neighbor",
    "grey": "gray",
    "theatre": "theater",
    "centre": "center",
    "ok": "okay",
    "mr": "mister",
    "mrs": "missus",
    "dr": "doctor",
}
_TOKEN = re.compile(
    r"(?P<money>[£$€])?(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"(?P<tail>st\b|nd\b|rd\b|th\b|s\b|'s\b|%)?|(?P<word>[a-z]+(?:'[a-z]+)*)"
)


def spoken(text: str) -> list[str]:
    """The words of `text` as somebody says them aloud."""
    lowered = text.lower().replace("’", "'").replace("-", " ").replace("–", " ").replace(":00", " ")
    words: list[str] = []
    for match in _TOKEN.finditer(lowered):
        word = match["word"]
        words += [_SPELLINGS.get(word, word)] if word else _said(match)
    return _without_number_and(words)


def word_error_rate(truth: str, heard: str) -> float:
    """Substitutions, deletions and insertions per true word."""
    wanted, got = spoken(truth), spoken(heard)
    row = list(range(len(got) + 1))
    for i, word in enumerate(wanted, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(got, 1):
            best = min(diagonal + (word != other), row[j] + 1, row[j - 1] + 1)
            diagonal, row[j] = row[j], best
    return row[-1] / max(1, len(wanted))


def cardinal(value: int) -> list[str]:
    """0 to 999,999 in words, without `and`."""
    if value < 20:
        return [_UNITS[value]]
    if value < 100:
        return [_TENS[value // 10 - 2], *([_UNITS[value % 10]] if value % 10 else [])]
    size, name = (100, "hundred") if value < 1000 else (1000, "thousand")
    rest = value % size
    return [*cardinal(value // size), name, *(cardinal(rest) if rest else [])]


def year(value: int) -> list[str]:
    """1974 as `nineteen seventy four`, 1905 as `nineteen oh five`, 2001 as a number."""
    century, rest = divmod(value, 100)
    if century % 10 == 0 and rest < 10:
        return cardinal(value)
    if rest == 0:
        return [*cardinal(century), "hundred"]
    return [*cardinal(century), *(["oh"] if rest < 10 else []), *cardinal(rest)]


def _said(match: re.Match[str]) -> list[str]:
    digits, tail = match["number"].replace(",", ""), match["tail"] or ""
    value = int(digits)
    a_year = len(match["number"]) == 4 and 1100 <= value <= 2099 and not match["money"]
    words = year(value) if a_year else cardinal(value)
    if match["decimals"]:
        words = [*words, "point", *(_UNITS[int(digit)] for digit in match["decimals"][1:])]
    if tail in {"st", "nd", "rd", "th"}:
        words = [*words[:-1], _ordinal(words[-1])]
    elif tail in {"s", "'s"}:
        words = [*words[:-1], _plural(words[-1])]
    elif tail == "%":
        words = [*words, "percent"]
    if match["money"]:
        words = [*words, _MONEY[match["money"]][value != 1]]
    return words


def _ordinal(word: str) -> str:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


def _without_number_and(words: list[str]) -> list[str]:
    """`two thousand and one` is `two thousand one`: both are said."""
    kept: list[str] = []
    for at, word in enumerate(words):
        between = 0 < at < len(words) - 1
        number = between and words[at - 1] in {"hundred", "thousand"} and words[at + 1] in _NUMBER_WORDS
        if word != "and" or not number:
            kept.append(word)
    return kept

"""Turns text into the terms that a question and a passage are compared by."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)?|[£$€]?\d[\d,.]*\d|[£$€]?\d")

_STOP: Final = """
    a an the this that these those there here it its he him his she her hers they them their theirs
    we us our ours you your yours i me my mine myself himself herself themselves who whom whose
    which what when where why how is am are was were be been being do does did done doing have has
    had having will would shall should can could may might must not no nor and or but if then than
    so as at by for from in into of off on onto out over to up with about after before again all any
    both each few more most other some such only own same too very just also ever never s t d ll m
    re ve don didn doesn isn wasn weren wouldn couldn shouldn won please tell say said says saying
    mention mentioned talk talked talking speaker speakers speak speaking person people interview
    recording audio clip give name explain describe happen happened happens mean long much many kind
    sort thing things something anything anyone someone everything get got going go know think well
    yes yeah okay let like really quite
"""
STOP_WORDS: Final = frozenset(_STOP.split())

_IRREGULAR: Final = {
    form: base
    for base, forms in {
        "pay": "paid",
        "buy": "bought",
        "sell": "sold",
        "bring": "brought",
        "catch": "caught",
        "teach": "taught",
        "begin": "began begun",
        "break": "broke broken",
        "build": "built",
        "choose": "chose chosen",
        "come": "came",
        "cost": "costs",
        "die": "died dying dead death",
        "draw": "drew drawn",
        "drink": "drank drunk",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "fly": "flew flown",
        "freeze": "froze frozen",
        "grow": "grew grown",
        "hear": "heard",
        "hold": "held",
        "keep": "kept",
        "leave": "left",
        "lend": "lent",
        "lose": "lost",
        "make": "made",
        "meet": "met",
        "ride": "rode ridden",
        "ring": "rang rung",
        "run": "ran",
        "see": "saw seen",
        "send": "sent",
        "sing": "sang sung",
        "sink": "sank sunk",
        "sit": "sat",
        "sleep": "slept asleep",
        "spend": "spent",
        "stand": "stood",
        "steal": "stole stolen",
        "swim": "swam",
        "take": "took taken",
        "throw": "threw thrown",
        "wake": "woke woken awake",
        "wear": "wore worn",
        "win": "won",
        "write": "wrote written",
        "child": "children",
        "man": "men",
        "woman": "women",
        "foot": "feet",
        "tooth": "teeth",
        "mouse": "mice",
        "wife": "wives",
        "life": "lives",
        "live": "lived living",
    }.items()
    for form in forms.split()
}

_ALIKE: Final = (
    "pay wage salary earn income money",
    "cost price charge worth pay money expensive cheap",
    "job work employ employment profession trade",
    "begin start first",
    "end stop finish close last",
    "ill sick unwell illness disease",
    "house home cottage flat apartment",
    "boat ship vessel",
    "buy purchase",
    "child kid son daughter",
    "father dad",
    "mother mum mom",
    "angry cross furious upset",
    "car vehicle automobile",
    "doctor physician nurse",
    "shop store",
    "street road",
    "frighten afraid scare fear",
    "big large huge",
    "small little",
    "fast quick",
    "present gift bring",
    "meal food eat dinner lunch breakfast",
    "born birth birthday",
    "die death kill",
    "marry wedding wife husband",
    "leave depart quit",
    "arrive come reach",
    "customer client buyer",
    "sea ocean",
    "weather rain wind storm snow sun",
    "year century decade",
    "call name",
    "sleep wake",
)

_SUFFIXES: Final = (
    ("ational", "ate"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("ements", ""),
    ("ement", ""),
    ("ments", ""),
    ("ment", ""),
    ("ness", ""),
    ("ingly", ""),
    ("edly", ""),
    ("ings", ""),
    ("ing", ""),
    ("ied", "y"),
    ("ies", "y"),
    ("ers", ""),
    ("er", ""),
    ("ed", ""),
    ("ly", ""),
    ("es", ""),
    ("s", ""),
)


def words_of(text: str) -> list[str]:
    """Lower-case words and numbers, in order."""
    return [word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'"))]


def stem(word: str) -> str:
    """A form that inflections of a word share; not always a word."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def terms_of(text: str) -> list[str]:
    """The stems of the words that carry meaning."""
    return [stem(word) for word in words_of(text) if word not in STOP_WORDS]


def alike(term: str) -> frozenset[str]:
    """Stems that may stand for `term`."""
    return _GROUPS.get(term, frozenset()) - {term}


def _groups() -> dict[str, frozenset[str]]:
    grouped: dict[str, frozenset[str]] = {}
    for line in _ALIKE:
        stems = frozenset(stem(word) for word in line.split())
        for one in stems:
            grouped[one] = grouped.get(one, frozenset()) | stems
    return grouped


_GROUPS: Final = _groups()

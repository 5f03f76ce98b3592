"""Texts that stand before a sound to name it: `Recording A: interview.wav (only from 02:30 to 03:29)`."""

from __future__ import annotations

import re
from typing import Final

_LABEL: Final = re.compile(
    r"\s*(?P<name>(?:the\s+)?(?:recording|audio|clip|file|sound|track)\s+(?P<mark>[A-Za-z]{1,2}|\d{1,3}))\b"
    r"(?P<rest>[^\n]{0,600})\s*",
    re.IGNORECASE,
)
_SCOPE: Final = re.compile(r"(?:\(|\bonly\b)[^(]*$", re.IGNORECASE)


def is_label(text: str) -> bool:
    match = _LABEL.fullmatch(text)
    return match is not None and (not match["rest"] or match["rest"][0] in ":.,;-–—( \t")


def mark_of(label: str) -> str:
    """`A`, by which the label lets times be named; empty where it is no label."""
    match = _LABEL.fullmatch(label)
    return match["mark"].upper() if match else ""


def name_of(label: str) -> str:
    """`Recording A`"""
    match = _LABEL.fullmatch(label)
    return match["name"] if match else ""


def scope_of(label: str) -> str:
    """What the label says behind the name about the part that is meant: a file's name may hold times too."""
    match = _SCOPE.search(label)
    return match[0] if match else ""

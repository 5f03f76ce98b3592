"""Judges whether an answer is whole: only a clean stop with text is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

INTERRUPTED: Final = "INTERRUPTED"
"""Our own finish word, for an answer that the server never ended."""

_PROBLEMS: Final = {
    "MAX_TOKENS": "max-tokens",
    "SAFETY": "safety",
    "BLOCKLIST": "safety",
    "PROHIBITED_CONTENT": "safety",
    "SPII": "safety",
    "RECITATION": "recitation",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    complete: bool
    finish: str
    """The API's word: why the answer ended, or why the prompt was blocked; INTERRUPTED when neither came."""
    problem: str
    """blocked | empty | max-tokens | safety | recitation | lost | other, or of the text itself loops | short;
    empty when complete."""


def judge(finish: str, block_reason: str, text: str) -> Verdict:
    """A stream that has ended: `finish` and `block_reason` as the API gave them, or empty."""
    if block_reason:
        return Verdict(False, finish or block_reason, "blocked")
    if not finish:
        return Verdict(False, INTERRUPTED, "lost")
    if finish != "STOP":
        return Verdict(False, finish, _PROBLEMS.get(finish, "other"))
    if not text.strip():
        return Verdict(False, finish, "empty")
    return Verdict(True, finish, "")

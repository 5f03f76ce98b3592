"""Reads a request's JSON: as the standard has it, else as freely as Google's own reader takes it.

Google's published curl samples hold names and texts in single quotes, names without quotes, and commas after
the last item; what is none of that stays malformed.
"""

from __future__ import annotations

import json
import re
from typing import Final

MOST_TOKENS: Final = 100_000
"""Of a text read freely: people write those, and their quotes and commas are few."""

_DOUBLE: Final = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_SINGLE: Final = r"'[^'\\]*(?:\\.[^'\\]*)*'"
_NAME: Final = r"[A-Za-z_$][A-Za-z0-9_$]*(?=\s*:)"
_PLAIN: Final = r"[^\s\"'{}\[\],:]+"
_TOKEN: Final = re.compile(
    rf"\s*(?:(?P<double>{_DOUBLE})|(?P<single>{_SINGLE})|(?P<name>{_NAME})|(?P<plain>[{{}}\[\],:]|{_PLAIN}))",
    re.DOTALL,
)
_CLOSING: Final = ("}", "]")
_IN_SINGLE: Final = re.compile(r"\\(.)|(\")", re.DOTALL)


def read(body: bytes) -> object:
    """Raises ValueError."""
    try:
        text = body.decode("utf-8-sig")
        value = _strict_or_free(text)
        if r"\u" in text:
            _check_text(value)
    except RecursionError:
        raise ValueError("Too many levels.") from None
    return value


def _strict_or_free(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        strict = _strictly_written(text)
        if strict is None:
            raise
        try:
            return json.loads(strict, strict=False)
        except ValueError:
            raise error from None  # told as it came, not as it was rewritten


def _strictly_written(text: str) -> str | None:
    """The same with double quotes and without needless commas; None where that is not all that is odd."""
    written: list[str] = []
    end = len(text.rstrip())
    at = 0
    while at < end:
        token = _TOKEN.match(text, at)
        if token is None or len(written) >= MOST_TOKENS:
            return None
        at = token.end()
        word = _word(token)
        if word in _CLOSING and written[-1:] == [","] and written[-2:-1] not in (["{"], ["["]):
            written.pop()
        written.append(word)
    return " ".join(written)


def _word(token: re.Match[str]) -> str:
    if (single := token["single"]) is not None:
        return '"' + _IN_SINGLE.sub(_escaped, single[1:-1]) + '"'
    if (name := token["name"]) is not None:
        return f'"{name}"'
    return token["double"] or token["plain"]


def _escaped(found: re.Match[str]) -> str:
    r"""A `"` needs its backslash now, and a `'` none any more."""
    if found[2]:
        return r"\""
    return "'" if found[1] == "'" else found[0]


def _check_text(value: object) -> None:
    """Half of a surrogate pair is no character: protobuf's texts are UTF-8, and so are our answers."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("A text holds half of a surrogate pair.") from None

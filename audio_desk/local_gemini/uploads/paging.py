"""Cuts a list into pages whose borders stay where they are when entries come or go."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from audio_desk.local_gemini.wire import errors as wire_errors

T = TypeVar("T")
Key = tuple[int, str]


def page_size(text: str | None, *, default: int, most: int) -> int:
    """The size that a query asks for: 0 or nothing is the default, too many is the most. Raises WireError."""
    if not text:
        return default
    try:
        size = int(text)
    except ValueError:
        raise wire_errors.bad_field("page_size", "TYPE_INT32", text) from None
    if size < 0:
        raise wire_errors.bad_argument("page_size must not be negative.")
    return min(size, most) or default


def page(
    entries: Sequence[T], key: Callable[[T], Key], size: int, token: str | None
) -> tuple[list[T], str | None]:
    """The page after `token` of `entries`, which are sorted by falling `key`; and the next page's token.

    The token names the last entry given, not a place in the list. Raises WireError for a strange token.
    """
    border = _read_token(token) if token else None
    left = [entry for entry in entries if border is None or key(entry) < border]
    shown = left[:size]
    return shown, _token(key(shown[-1])) if len(left) > size else None


def _token(key: Key) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def _read_token(token: str) -> Key:
    try:
        number, name = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (ValueError, TypeError, RecursionError):
        raise wire_errors.bad_argument("Page token is invalid.") from None
    if type(number) is not int or type(name) is not str:
        raise wire_errors.bad_argument("Page token is invalid.")
    return number, name

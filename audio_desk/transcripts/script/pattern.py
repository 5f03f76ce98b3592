"""What is looked for in texts: words, or a regular expression that is ended when it takes too long."""

from __future__ import annotations

import re
import time
from typing import Any, Final, Protocol

from audio_desk.errors import SearchPattern, SearchTooSlow

_SECONDS: Final = 1.0
"""For all that one pattern looks through."""
_AT_ONCE: Final = 0.01
"""So long other threads wait for a regular expression; a longer one goes on beside them."""


class Found(Protocol):
    """A match of re or of regex."""

    def span(self) -> tuple[int, int]: ...
    def start(self) -> int: ...
    def end(self) -> int: ...
    def expand(self, template: str) -> str: ...


class Pattern:
    """For one search. Raises SearchPattern where it is none, and SearchTooSlow while looking."""

    def __init__(self, words: str, match_case: bool, whole_words: bool, regular: bool) -> None:
        self._left = _SECONDS
        self._regular = _regular(words, match_case, whole_words) if regular else None
        self._plain = re.compile(_within(re.escape(words), whole_words), 0 if match_case else re.IGNORECASE)

    def found_in(self, text: str) -> list[Found]:
        """Places without a character are none."""
        if self._regular is None:
            return list(self._plain.finditer(text))
        return [found for found in self._looked_for(text) if found.end() > found.start()]

    def new_words(self, found: Found, replacement: str) -> str:
        """A regular expression's may use its groups."""
        if self._regular is None:
            return replacement
        import regex  # type: ignore[import-untyped]

        try:
            return found.expand(replacement)
        except (regex.error, IndexError, KeyError) as error:
            raise SearchPattern(str(error)) from error

    def _looked_for(self, text: str) -> list[Found]:
        """Without letting go of the interpreter at first: for ten thousand lines that is slow."""
        assert self._regular is not None
        if self._left <= 0:
            raise SearchTooSlow
        began = time.perf_counter()
        try:
            return list(self._regular.finditer(text, timeout=_AT_ONCE, concurrent=False))
        except TimeoutError:
            return self._look_longer(text)
        finally:
            self._left -= time.perf_counter() - began

    def _look_longer(self, text: str) -> list[Found]:
        assert self._regular is not None
        try:
            return list(self._regular.finditer(text, timeout=self._left, concurrent=True))
        except TimeoutError as error:
            raise SearchTooSlow from error


def _regular(words: str, match_case: bool, whole_words: bool) -> Any:
    import regex

    try:
        return regex.compile(_within(words, whole_words), 0 if match_case else regex.IGNORECASE)
    except (regex.error, OverflowError, RecursionError, ValueError) as error:
        raise SearchPattern(str(error)) from error


def _within(pattern: str, whole_words: bool) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)" if whole_words else pattern

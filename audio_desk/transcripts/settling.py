"""Text that streams in and is given out again line by line, as far as it is settled."""

from __future__ import annotations


class Settling:
    """`feed` gives what is settled, `flush` the rest.

    Who changes the text says how, and how far an unfinished line is settled.
    """

    def __init__(self) -> None:
        self._line = ""
        """The current line as it came: what it begins with may say what a later part of it is."""
        self._given = 0
        """How much of it has been given out."""

    def feed(self, text: str) -> str:
        *lines, rest = (self._line + text).split("\n")
        settled = ""
        for line in lines:
            settled += self._settle(line, len(line)) + "\n"
            self._given = 0
            self._line_ended(line)
        self._line = rest
        end = self._settled_end(rest, self._given)
        return settled + (self._settle(rest, end) if end > self._given else "")

    def flush(self) -> str:
        settled = self._settle(self._line, len(self._line))
        self._line, self._given = "", 0
        return settled

    def _settle(self, line: str, end: int) -> str:
        """What is given out for the characters from `_given` to `end`."""
        settled, self._given = self._changed(line, self._given, end), end
        return settled

    def _settled_end(self, line: str, begin: int) -> int:
        """Up to where, from `begin`, nothing that comes can change what the unfinished line means."""
        raise NotImplementedError

    def _changed(self, line: str, begin: int, end: int) -> str:
        """The characters from `begin` to `end`, changed."""
        raise NotImplementedError

    def _line_ended(self, line: str) -> None:
        """A whole line was given out."""

"""Prints an answer's text as it arrives; a transcript line by line, its times past the hour as H:MM:SS."""

from __future__ import annotations

import re
from typing import Final

from audio_desk import timecode
from audio_desk.cli.terminal import write, write_line
from audio_desk.transcripts.links import find_times

_HOUR: Final = 3600
_PLAIN: Final = re.compile(r"[\[(]?\d{2,}:\d{2}[\])]?")


class TextOutput:
    def __init__(self, *, by_line: bool) -> None:
        self._by_line = by_line
        self._line = ""
        """What has come of the current line: held back by line, printed already otherwise."""

    def add(self, text: str) -> None:
        *lines, self._line = (self._line + text).split("\n")
        if not self._by_line:
            write(text)
            return
        for line in lines:
            write_line(_readable(line))

    def end(self) -> None:
        """The last line, and the end of it."""
        if self._line:
            write_line(_readable(self._line) if self._by_line else "")
        self._line = ""


def _readable(line: str) -> str:
    """`[75:30] words` as `[1:15:30] words`; every other line as it came."""
    for link in find_times(line)[:1]:
        written = line[link.begin : link.end]
        if not line[: link.begin].strip() and link.seconds >= _HOUR and _PLAIN.fullmatch(written):
            return line.replace(timecode.mmss(link.seconds), timecode.clock(link.seconds), 1)
    return line

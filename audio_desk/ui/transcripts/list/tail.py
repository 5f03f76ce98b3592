"""The end of an arriving transcript that is not yet a line of it: the line before it ends when one begins."""

from __future__ import annotations

from collections.abc import Iterable

from audio_desk.transcripts.segment import Segment

_SHOWN_CHARACTERS = 400


class Tail:
    """`words` is what came after the last finished line; nothing where the answer is JSON."""

    def __init__(self) -> None:
        self._text = ""
        self._is_json = False

    @property
    def words(self) -> str:
        return "" if self._is_json else self._text.strip()[-_SHOWN_CHARACTERS:]

    def add(self, text: str) -> None:
        self._text += text
        if self._text.lstrip().startswith(("{", "[{", "[\n", "```")):
            self._is_json = True

    def take(self, segments: Iterable[Segment]) -> None:
        """These became lines: what they say is no tail any more."""
        for segment in segments:
            before, found, after = self._text.partition(segment.text)
            # A line whose marks were dropped is not found as it came: then only the last one counts.
            self._text = after if found and segment.text else before.rpartition("\n")[2]

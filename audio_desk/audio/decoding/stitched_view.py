"""Pieces of a file, one behind the other, as a file of its own: what lies between them is left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from typing_extensions import override

from audio_desk.audio.decoding.file_view import FileView


class StitchedView(FileView):
    """`pieces` are the bytes `start` to `end` of the file, in order."""

    def __init__(self, path: Path, pieces: Sequence[tuple[int, int]]) -> None:
        """Raises OSError."""
        self._pieces = pieces
        self._begins = [0, *accumulate(end - start for start, end in pieces)]
        super().__init__(path, 0, self._begins[-1])

    @override
    def _read_file(self, at: int, count: int) -> bytes:
        parts: list[bytes] = []
        while count > 0 and at < self._begins[-1]:
            number = bisect_right(self._begins, at) - 1
            most = min(count, self._begins[number + 1] - at)
            part = super()._read_file(self._pieces[number][0] + at - self._begins[number], most)
            parts.append(part)
            if len(part) < most:
                break
            at, count = at + most, count - most
        return b"".join(parts)

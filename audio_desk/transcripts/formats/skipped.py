"""What of a file could not be read because its times are none: counted, and where the first of it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    count: int
    first_row: int
    """Of the file, counted from 1."""

    @classmethod
    def of(cls, rows: Iterable[int]) -> Skipped | None:
        """These rows, counted from 0; None where there are none."""
        found = tuple(rows)
        return cls(len(found), min(found) + 1) if found else None

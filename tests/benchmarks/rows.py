"""A row of the table: a figure beside its goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`goal` and `reached` in one unit, lower is better; no goal: only told. `note`: what was measured."""

    what: str
    reached: float | None
    """None: it could not be run here, and the note says why."""
    goal: float | None = None
    unit: str = "x"
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.reached is None:
            return "skipped"
        if self.goal is None:
            return ""
        return "reached" if self.reached <= self.goal else "short"


Measure = Callable[[], Iterable[Row]]


def table(rows: Iterable[Row]) -> str:
    """As Markdown."""
    lines = ["| what | goal | measured | | how |", "|---|---|---|---|---|"]
    for row in rows:
        goal, reached = _figure(row.goal, row.unit), _figure(row.reached, row.unit)
        lines.append(f"| {row.what} | {goal} | {reached} | {row.verdict} | {row.note} |")
    return "\n".join(lines)


def _figure(value: float | None, unit: str) -> str:
    return "-" if value is None else f"{value:.3g} {unit}".strip()

"""Times something of ours by turns with the programs that are known for it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Final

from tests.benchmarks.processor import processor_seconds
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import Act, interleaved

FFMPEG: Final = ("ffmpeg", "-v", "error", "-nostdin")
Pids = Callable[[], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Rival:
    command: Sequence[str]
    goal: float | None = None

    @property
    def name(self) -> str:
        return self.command[0]


def against(
    what: str, rivals: Iterable[Rival], ours: Act, *, workers: Pids = lambda: (), rounds: int = 5
) -> Iterator[Row]:
    """A row for each rival: our median through its. `workers` names processes that work for us and go on."""
    rivals = tuple(rivals)
    here = {rival.name: rival for rival in rivals if shutil.which(rival.name)}
    spent: dict[str, list[float]] = {}
    acts: dict[str, Act] = {"ours": partial(_noted, "ours", ours, spent, workers)}
    for name, rival in here.items():
        acts[name] = partial(_noted, name, partial(run, rival.command), spent, workers)
    took = interleaved(acts, rounds)
    for rival in rivals:
        yield _row(f"{what} / {rival.name}", rival, took, spent)


def run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _row(what: str, rival: Rival, took: Mapping[str, list[float]], spent: Mapping[str, list[float]]) -> Row:
    mine = median(took["ours"])
    if rival.name not in took:
        note = f"{rival.name} is not installed; ours took {mine:.2f} s"
        return Row(what, None, rival.goal, note=note)
    theirs = median(took[rival.name])
    busy, their_busy = (median(spent[name][1:]) for name in ("ours", rival.name))
    note = f"{mine:.2f} s against {theirs:.2f} s; of processor time {busy:.2f} s against {their_busy:.2f} s"
    return Row(what, mine / theirs, rival.goal, note=note)


def _noted(name: str, act: Act, spent: dict[str, list[float]], workers: Pids) -> None:
    begin = processor_seconds(workers())
    act()
    spent.setdefault(name, []).append(processor_seconds(workers()) - begin)

"""The window: its first picture, what it notices of the pass over a recording, and what memory it takes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from tests.benchmarks import long_files
from tests.benchmarks.launch import fresh, window
from tests.benchmarks.long_files import LONG, recording
from tests.benchmarks.rows import Row
from tests.ui.recordings import tone, write_wav

_ROUNDS = 5
_NO_GAP_OVER_MS = 16.0
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def measure() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        yield _first_paint(folder)
        long = recording(long_files.folder(), "mp3", LONG)
        opened = [_opened(long, folder) for _ in range(_ROUNDS)]
        yield from _gaps(opened)
        short = write_wav(folder / "minute.wav", tone(60, 44_100, channels=2), 44_100)
        yield _memory(opened, [_opened(short, folder) for _ in range(_ROUNDS)])


def _first_paint(folder: Path) -> Row:
    """The program as on the second day: its folders are there, nothing is open."""
    environment = fresh(folder, **_OFFSCREEN)
    acts = {name: partial(window, name, environment=environment) for name in ("bare", "empty")}
    took: dict[str, list[float]] = {name: [] for name in (*acts, "whole", "busy bare", "busy empty")}
    for number in range(_ROUNDS + 1):
        for name, act in acts.items():
            told = act()
            if number:
                took[name].append(told["painted"])
                took[f"busy {name}"].append(told["busy"])
                took["whole"] += [told["whole"]] if "whole" in told else []
    bare, ours, whole = (median(took[name]) for name in ("bare", "empty", "whole"))
    share = median(took["busy empty"]) / median(took["busy bare"])
    note = f"{ours:.2f} s against {bare:.2f} s, all panes {whole:.2f} s; processor time {share:.2f} x"
    return Row("first picture / a bare QMainWindow's", ours / bare, 1.45, note=note)


def _opened(path: Path, folder: Path) -> dict[str, Any]:
    return window("open", str(path), environment=fresh(folder, **_OFFSCREEN))


def _gaps(opened: list[dict[str, Any]]) -> Iterator[Row]:
    """Of all rounds together; what other programs took of the processors is left out, and said."""

    def at(place: float, when: str, kind: str) -> float:
        return float(np.percentile([gap for told in opened for gap in told[when][kind]], place))

    busy, idle = at(99, "gaps", "held"), at(99, "idle_gaps", "held")
    walls = f"by the clock {at(99, 'gaps', 'wall'):.1f} and {at(99, 'idle_gaps', 'wall'):.1f} ms"
    note = f"p99 {busy:.1f} against {idle:.1f} ms; {walls}"
    yield Row("gap of a 5 ms timer while 9.5 h MP3 are read / idle", busy / idle, 1.5, note=note)
    longest = f"idle {at(100, 'idle_gaps', 'held'):.1f} ms; by the clock {at(100, 'gaps', 'wall'):.1f} ms"
    yield Row("the longest of them", at(100, "gaps", "held"), _NO_GAP_OVER_MS, "ms", note=longest)


def _memory(long: list[dict[str, Any]], short: list[dict[str, Any]]) -> Row:
    def both(kind: str) -> tuple[float, float]:
        of_long, of_short = (median(told[kind] for told in which) / 2**20 for which in (long, short))
        return of_long, of_short

    own, resident = both("own"), both("resident")
    views = f"with views of files {resident[0]:.0f} against {resident[1]:.0f}"
    note = f"{own[0]:.0f} against {own[1]:.0f} MiB; {views}"
    return Row("memory of the window's process, 9.5 h minus 1 min", own[0] - own[1], 4, "MiB", note=note)

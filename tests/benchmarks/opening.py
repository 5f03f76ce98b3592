"""How soon a recording of 9 h 30 min is seen in the window: opened for the first time, and again.

`AUDIO_DESK_BENCHMARK_FILES` names a folder that keeps the long files; without `AUDIO_DESK_BENCHMARK_LONG=1`
recordings of one hour are opened.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

from audio_desk.paths import HOME_VARIABLE
from tests.benchmarks.long_files import HOUR, LONG, WITH_LONG, folder, recording
from tests.benchmarks.rows import Row

_KINDS: Final = ("wav", "mp3", "flac", "ogg", "m4a")
_ROUNDS: Final = 5
_SEEN_MS: Final = 300
_AGAIN: Final = 1.05
_GAP_MS: Final = 50


def measure() -> Iterator[Row]:
    seconds, name = (LONG, "9.5 h") if os.environ.get(WITH_LONG) else (HOUR, "1 h")
    for kind in _KINDS:
        path = recording(folder(), kind, seconds)
        with tempfile.TemporaryDirectory(prefix="opening-") as homes:
            yield from _first(path, Path(homes), f"{name} {kind.upper()}")
            yield from _again(path, Path(homes) / "0", f"{name} {kind.upper()}")


def _first(path: Path, homes: Path, name: str) -> Iterator[Row]:
    """Each time at a home of its own: the file is not known there."""
    _read_through(path)
    # Only the first goes on until all is drawn: the rows of the second opening need that.
    told = [_child(homes / str(turn), "glimpse" if turn else "open", path) for turn in range(_ROUNDS)]
    seen = [(one["seen"] - one["begin"]) * 1000 for one in told]
    read = told[0]["known"] - told[0]["begin"]
    note = f"{min(seen):.0f} to {max(seen):.0f} ms; read after {read:.1f} s"
    yield Row(f"first picture of {name} in the window", median(seen), _SEEN_MS, "ms", note)
    gaps = told[0]["gaps"]
    note = ", ".join(f"{doing} {gap:.0f} ms" for doing, gap in gaps.items())
    yield Row(f"longest gap of the event loop, {name}", max(gaps.values()), _GAP_MS, "ms", note)


def _again(path: Path, home: Path, name: str) -> Iterator[Row]:
    took: dict[str, list[float]] = {"empty": [], "known": []}
    busy: dict[str, list[float]] = {"empty": [], "known": []}
    for turn in range(_ROUNDS + 1):
        for what, file in (("empty", None), ("known", path)):
            begin = time.monotonic()
            told = _child(home, "launch", file)
            if turn:
                took[what].append(told["seen"] - begin)
                busy[what].append(told["busy"])
    empty, known = median(took["empty"]), median(took["known"])
    share = median(busy["known"]) / median(busy["empty"])
    note = f"{known:.2f} s against {empty:.2f} s from the start; processor time {share:.2f} x"
    yield Row(f"reopening {name} / opening an empty window", known / empty, _AGAIN, note=note)


def _child(home: Path, what: str, path: Path | None) -> dict[str, Any]:
    home.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.benchmarks.opening_child", what, *([str(path)] if path else [])]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", HOME_VARIABLE: str(home)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _read_through(path: Path) -> None:
    """So that the file lies in memory, as far as there is room."""
    with path.open("rb", buffering=0) as file:
        while file.read(1 << 24):
            pass

"""`python -m tests.benchmarks [NAME...]`: runs what is asked for, or everything, and prints one table.

A new group of rows is a file with a `measure` function, named in GROUPS.
"""

from __future__ import annotations

import importlib
import os
import sys
from itertools import chain

from tests.benchmarks.rows import Measure, table

GROUPS = {
    "decoding": "tests.benchmarks.decoding",
    "cuts": "tests.benchmarks.cuts",
    "conversion": "tests.benchmarks.conversion",
    "opening": "tests.benchmarks.opening",
    "redraw": "tests.benchmarks.redraw",
    "pan": "tests.benchmarks.pan",
    "window": "tests.benchmarks.window",
    "launch": "tests.benchmarks.launch",
    "spectrogram": "tests.benchmarks.spectrogram",
    "editing": "tests.benchmarks.editing",
    "uploads": "tests.benchmarks.uploads",
    "editor": "tests.benchmarks.editor",
}
"""Names and modules; each is imported only when its turn comes."""


def measure_of(name: str) -> Measure:
    found: Measure = importlib.import_module(GROUPS[name]).measure
    return found


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(f"There is no {', '.join(unknown)}. There are: {', '.join(GROUPS)}.", file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(table(chain.from_iterable(measure_of(name)() for name in names or GROUPS)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

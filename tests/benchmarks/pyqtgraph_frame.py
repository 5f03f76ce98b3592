"""Draws the same columns with pyqtgraph; run by redraw.py with an interpreter that has it.

Reads {zoom: [lows, highs, means]} from standard input, writes {zoom: milliseconds of a frame}.
"""

from __future__ import annotations

import json
import sys
import time
from statistics import median
from typing import Any


def main() -> None:
    import numpy as np
    import pyqtgraph as pg  # type: ignore[import-not-found, unused-ignore]

    width, height, rounds = map(int, sys.argv[1:])
    columns: dict[str, list[list[int]]] = json.load(sys.stdin)
    app = pg.mkQApp()
    plot: Any = pg.PlotWidget(background="w")
    plot.resize(width, height)
    plot.hideAxis("left")
    plot.hideAxis("bottom")
    plot.setRange(xRange=(0, width), yRange=(-32768, 32767), padding=0)
    # Each column as a line from its lowest to its highest level: pyqtgraph's quickest way.
    outer = plot.plot(pen=pg.mkPen("#3f86e0"), connect="pairs")
    inner = plot.plot(pen=pg.mkPen("#1f62b8"), connect="pairs")
    plot.show()
    xs = np.repeat(np.arange(width), 2)
    took: dict[str, list[float]] = {name: [] for name in columns}
    for number in range(rounds + 1):
        for name, (low, high, mean) in columns.items():
            ys = np.column_stack([low, high]).ravel()
            means = np.column_stack([np.negative(mean), mean]).ravel()
            begin = time.thread_time()
            outer.setData(xs, ys)
            inner.setData(xs, means)
            plot.grab()
            if number:
                took[name].append(time.thread_time() - begin)
    print(json.dumps({name: median(seconds) * 1000 for name, seconds in took.items()}))
    del app


if __name__ == "__main__":
    main()

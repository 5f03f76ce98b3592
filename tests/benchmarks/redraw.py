"""A full redraw of the wave at any zoom of 9.5 h, against pyqtgraph with the same columns.

Both paint on one thread, so its processor time is what counts: other programs do not disturb it.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
from PySide6.QtGui import QImage, QPainter

from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.lanes import LaneState
from audio_desk.ui.waveform.viewport import Viewport
from audio_desk.ui.waveform.wave.canvas import Canvas
from tests.benchmarks import long_recording
from tests.benchmarks.application import application
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import interleaved

WIDTH, HEIGHT = 1920, 400
ZOOMS = {"9.5 h": 9.5 * 3600, "1 h": 3600.0, "1 min": 60.0, "10 s": 12.0}
"""Seconds that are shown; closer than 256 frames a pixel, samples are drawn, see test_painting."""
PYQTGRAPH = os.environ.get("AUDIO_DESK_PYQTGRAPH", "")
"""The path of a Python that has pyqtgraph, which is no part of the project; without it no such row."""
_ROUNDS, _REPEATS = 9, 15


def measure() -> Iterator[Row]:
    with application():
        figures = _ours()
    theirs = _theirs(_columns())
    for name, seconds in figures.items():
        middle, slowest = median(seconds) * 1000, float(np.percentile(seconds, 95)) * 1000
        note = f"{middle:.2f} ms, p95 {slowest:.2f} ms"
        yield Row(f"full redraw {WIDTH}x{HEIGHT}, {name} in sight: p95", slowest, 1.5, "ms", note)
        other = theirs.get(name)
        share = middle / other if other is not None else None
        how = "AUDIO_DESK_PYQTGRAPH names no Python" if other is None else f"pyqtgraph {other:.2f} ms"
        yield Row(f"the same against pyqtgraph, {name}", share, 0.20, note=how)


def made() -> tuple[Document, Canvas]:
    document = Document()
    document.set_recording(long_recording.recording())
    document.set_peaks(long_recording.recording(), long_recording.peaks())
    return document, Canvas(document, Theme(), LaneState())


def view_of(seconds: float, width: int = WIDTH) -> Viewport:
    """Somewhere in the middle, unless all is shown."""
    whole = Viewport.fitted(long_recording.FRAMES, width)
    start = long_recording.FRAMES * 0.4
    return whole.showing(start, start + seconds * long_recording.RATE)


def _ours() -> dict[str, list[float]]:
    _document, canvas = made()
    screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)

    def redraw(view: Viewport) -> None:
        canvas.invalidate()
        painter = QPainter(screen)
        canvas.draw(painter, view, WIDTH, HEIGHT, 1.0)
        painter.end()

    acts = {name: partial(redraw, view_of(seconds)) for name, seconds in ZOOMS.items()}
    figures = interleaved(acts, rounds=_ROUNDS * _REPEATS, clock=time.thread_time)
    canvas.close()
    return figures


def _columns() -> dict[str, list[list[int]]]:
    """Lowest, highest and mean level of each column, as both draw them."""
    found = {}
    for name, seconds in ZOOMS.items():
        view = view_of(seconds)
        columns = long_recording.peaks().query(view.start, view.end, WIDTH)
        lane = (columns.low.min(axis=0), columns.high.max(axis=0), columns.rms.max(axis=0))
        found[name] = [levels.tolist() for levels in lane]
    return found


def _theirs(columns: dict[str, list[list[int]]]) -> dict[str, float]:
    """Milliseconds of a frame by zoom; empty without pyqtgraph."""
    if not Path(PYQTGRAPH).is_file():
        return {}
    script = Path(__file__).with_name("pyqtgraph_frame.py")
    done = subprocess.run(
        [PYQTGRAPH, str(script), str(WIDTH), str(HEIGHT), str(_ROUNDS * _REPEATS)],
        input=json.dumps(columns),
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    found: dict[str, float] = json.loads(done.stdout) if done.returncode == 0 else {}
    return found

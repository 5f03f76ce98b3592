"""The spectrogram of a real file: until it is whole, and what the window notices of it meanwhile."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import soundfile
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from audio_desk.audio.peaks.builder import build_peaks
from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.benchmarks.application import application
from tests.benchmarks.rows import Row
from tests.ui.recordings import recording_of

WIDTH, HEIGHT = 1920, 600
RATE = 44100
_MINUTES = 30
_ROUNDS = 5
_ZOOMS = {"30 min": 1800.0, "1 min": 60.0, "1 s": 1.0}
_TICK_MS = 5
_NO_GAP_OVER_MS = 50.0
_GUARD_SECONDS = 60.0


def measure() -> Iterator[Row]:
    with application(), tempfile.TemporaryDirectory() as folder:
        panel = _panel(_file(Path(folder)))
        idle = max(_wait(lambda: False, 1.0).gap_ms for _ in range(_ROUNDS))
        taken: dict[str, list[Fill]] = {name: [] for name in _ZOOMS}
        for _ in range(_ROUNDS):
            for name, seconds in _ZOOMS.items():
                taken[name].append(_fill(panel, seconds))
        panel.close_reader()
        panel.close()
    for name, fills in taken.items():
        words = f"spectrogram {WIDTH} px wide, {name} of an MP3 in sight: the window's thread, longest"
        seconds = median(fill.seconds for fill in fills)
        gap = max(fill.gap_ms for fill in fills)
        gaps = f"gap of the event loop {gap:.0f} ms, with nothing to do {idle:.0f} ms"
        note = f"{gaps}; whole after {seconds:.1f} s"
        yield Row(words, max(fill.busy_ms for fill in fills), _NO_GAP_OVER_MS, "ms", note)


@dataclass(frozen=True, slots=True)
class Fill:
    """Seconds until it was whole; between two turns of a 5 ms timer the most processor time of the window's
    thread, and the longest gap, which also counts what other programs took.
    """

    seconds: float
    busy_ms: float
    gap_ms: float


def _file(folder: Path) -> Path:
    path = folder / "noise.mp3"
    minute = np.random.default_rng(0).normal(0, 0.1, (60 * RATE, 2)).astype(np.float32)
    with soundfile.SoundFile(path, "w", RATE, 2, format="MP3") as out:
        for _ in range(_MINUTES):
            out.write(minute)
    return path


def _panel(path: Path) -> WaveformPanel:
    document = Document()
    panel = WaveformPanel(document, Theme())
    panel.resize(WIDTH, HEIGHT)
    panel.lanes.change(spectrogram=True)
    panel.show()
    recording = recording_of(path)
    peaks: PeakPyramid = build_peaks(path, stop=threading.Event(), on_progress=lambda _peaks: None)
    document.set_recording(recording)
    document.set_peaks(recording, peaks)
    return panel


def _fill(panel: WaveformPanel, seconds: float) -> Fill:
    spectrogram = panel.spectrogram.spectrogram
    spectrogram.rest()
    QCoreApplication.sendPostedEvents()
    middle = panel.viewport.frames * 0.4
    panel.show_viewport(panel.viewport.showing(middle, middle + (seconds - 0.01) * RATE))
    panel.spectrogram._see()
    return _wait(lambda: spectrogram.is_whole, _GUARD_SECONDS)


def _wait(done: Callable[[], bool], seconds: float) -> Fill:
    """Run the event loop until `done`, or for so long."""
    loop, begin = QEventLoop(), time.perf_counter()
    turns = [(begin, time.thread_time())]

    def tick() -> None:
        turns.append((time.perf_counter(), time.thread_time()))
        if done() or turns[-1][0] - begin > seconds:
            loop.quit()

    timer = QTimer(interval=_TICK_MS)
    timer.timeout.connect(tick)
    timer.start()
    loop.exec()
    timer.stop()
    gaps, busy = np.diff(np.array(turns), axis=0).max(axis=0) * 1000
    return Fill(turns[-1][0] - begin, float(busy), float(gaps))

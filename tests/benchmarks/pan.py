"""A pan frame and a playhead frame of the wave, against the blit of a pixmap of its size: processor time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.benchmarks import long_recording
from tests.benchmarks.application import application
from tests.benchmarks.redraw import view_of
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import interleaved

WIDTH, HEIGHT = 3840, 400
_STEP_PX = 24
"""As far as two fingers go in a sixtieth of a second when they go fast."""
_ROUNDS = 199
_ZOOM_SECONDS = 600.0
_GOALS = {"pan frame": 8.0, "playhead frame, all repainted": 2.0, "playhead frame, as it is": 2.0}


class Blit(QWidget):
    """Nothing but a picture."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap(WIDTH, HEIGHT)
        self._pixmap.fill(QColor("#3f86e0"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(WIDTH, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmap)
        painter.end()


def measure() -> Iterator[Row]:
    with application():
        document, blit = Document(), Blit()
        panel = _panel(document)
        blit.show()
        QTest.qWaitForWindowExposed(blit)
        seconds = interleaved(_acts(document, panel, blit), rounds=_ROUNDS, clock=time.thread_time)
        panel.close_reader()
        panel.close()
        blit.close()
    middle = {name: median(took) * 1000 for name, took in seconds.items()}
    base = middle.pop("blit")
    for name, took in middle.items():
        goal = _GOALS.get(name)
        note = f"{took:.3f} ms, a blit {base:.3f} ms"
        yield Row(f"{name}, {WIDTH}x{HEIGHT}, against a pixmap blit", took / base, goal, note=note)


def _panel(document: Document) -> WaveformPanel:
    """Its wave is as large as the picture of the blit."""
    panel = WaveformPanel(document, Theme())
    panel.show()
    QTest.qWaitForWindowExposed(panel)
    panel.resize(WIDTH + 2, HEIGHT + 200)
    QCoreApplication.sendPostedEvents()
    panel.resize(WIDTH + 2, HEIGHT + 200 + HEIGHT - panel.wave.height())
    document.set_recording(long_recording.recording())
    document.set_peaks(long_recording.recording(), long_recording.peaks())
    panel.show_viewport(view_of(_ZOOM_SECONDS, WIDTH))
    QCoreApplication.sendPostedEvents()
    assert (panel.wave.width(), panel.wave.height()) == (WIDTH, HEIGHT)
    return panel


def _acts(document: Document, panel: WaveformPanel, blit: Blit) -> dict[str, Callable[[], object]]:
    wave = panel.wave
    strips = [panel.overview, panel.ruler, panel.lane]

    def pan() -> None:
        panel.show_viewport(panel.viewport.panned(_STEP_PX))
        _paint_alone(wave, strips)

    def pan_all() -> None:
        panel.show_viewport(panel.viewport.panned(-_STEP_PX))
        _paint_due()

    def play() -> None:
        document.move_playhead(document.playhead + round(3 * panel.viewport.scale))
        _paint_due()

    document.move_playhead(round(panel.viewport.start))
    return {
        "blit": blit.repaint,
        "pan frame": pan,
        "pan frame of the whole panel": pan_all,
        "playhead frame, all repainted": wave.repaint,
        "playhead frame, as it is": play,
    }


def _paint_due() -> None:
    """What was marked for repainting, as the event loop would."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)


def _paint_alone(wave: QWidget, strips: list[QWidget]) -> None:
    for strip in strips:
        strip.setUpdatesEnabled(False)
    _paint_due()
    for strip in strips:
        strip.setUpdatesEnabled(True)

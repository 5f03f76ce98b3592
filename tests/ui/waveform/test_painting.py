"""What is really on the screen: the wave, the samples, the playhead, the words for screen readers."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from audio_desk.audio.peaks.sample_peaks import SamplePeaks
from audio_desk.audio.source import open_source
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.theme import DARK, LIGHT, Theme
from audio_desk.ui.waveform.marks.hits import HEADER_PX
from audio_desk.ui.waveform.panel import WaveformPanel
from audio_desk.ui.waveform.viewport import Viewport
from audio_desk.ui.waveform.wave.envelope import Envelope
from audio_desk.ui.waveform.wave.picture import Inks, Picture
from audio_desk.ui.waveform.wave.sample_line import paint_samples
from audio_desk.ui.waveform.wave.sample_reader import Samples
from tests.benchmarks import long_recording
from tests.ui.recordings import recording_of, show
from tests.ui.waveform.conftest import RATE

INKS = Inks(0xFFFFFFFF, 0xFF0000FF, 0xFF00FF00)


def pixels(image: QImage) -> NDArray[np.uint32]:
    """Shape (rows, columns), 0xffRRGGBB."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.bytesPerLine() // 4)
    return rows[:, : plain.width()].copy()


def column(values: list[float]) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def test_each_column_is_painted_from_its_lowest_to_its_highest_level() -> None:
    picture = Picture()
    picture.resize(3, 101)
    envelope = Envelope(column([-1, 0, -0.5]), column([1, 0, 0.25]), column([0, 0, 0.1]))
    picture.paint([envelope], INKS, top=0, gain=1.0)
    rows = pixels(picture.image)
    drawn = [np.flatnonzero(rows[:, x] != INKS.ground) for x in range(3)]
    assert (drawn[0][0], drawn[0][-1]) == (0, 100)
    assert list(drawn[1]) == [50]
    assert (drawn[2][0], drawn[2][-1]) == (38, 75)
    assert list(np.flatnonzero(rows[:, 2] == INKS.rms)) == list(range(45, 56))


def test_the_mean_level_never_sticks_out_of_the_peaks() -> None:
    picture = Picture()
    picture.resize(1, 101)
    picture.paint([Envelope(column([0.2]), column([0.4]), column([0.35]))], INKS, top=0, gain=1.0)
    lit = np.flatnonzero(pixels(picture.image)[:, 0] != INKS.ground)
    assert (lit[0], lit[-1]) == (30, 40)


def test_amplitude_is_cut_off_at_the_edges_of_the_lane() -> None:
    picture = Picture()
    picture.resize(1, 121)
    picture.paint([Envelope(column([-0.5]), column([0.5]), column([0]))], INKS, top=20, gain=64.0)
    lit = np.flatnonzero(pixels(picture.image)[:, 0] != INKS.ground)
    assert (lit[0], lit[-1]) == (20, 120)


def test_the_same_memory_is_used_from_picture_to_picture() -> None:
    picture = Picture()
    picture.resize(640, 100)
    first = picture.image
    picture.resize(640, 100)
    assert picture.image is first


def test_the_wave_swells_as_the_recording_does(panel: WaveformPanel) -> None:
    rows = pixels(panel.wave.grab().toImage())[HEADER_PX:]
    lit = (rows != QColor(LIGHT.panel).rgb()).sum(axis=0)
    assert lit[50] < lit[500] < lit[950]


def test_dark_colours_repaint_the_wave(panel: WaveformPanel, theme: Theme) -> None:
    theme.use(DARK)
    shown = pixels(panel.wave.grab().toImage())
    for name in (DARK.panel, DARK.wave_peak, DARK.wave_rms):
        assert QColor(name).rgb() in shown


def test_the_playhead_is_the_only_red_line(panel: WaveformPanel, document: Document) -> None:
    document.move_playhead(30 * RATE)
    rows = pixels(panel.wave.grab().toImage())[4:-4]
    red = np.flatnonzero((rows == QColor(LIGHT.playhead).rgb()).all(axis=0))
    assert list(red) == [499, 500]


class PaintedArea(QObject):
    """Adds up what a widget is asked to repaint, in pixels."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.largest = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            rects: list[QRect] = list(event.region())  # type: ignore[call-overload]
            self.largest = max(self.largest, sum(rect.width() * rect.height() for rect in rects))
        return False


def test_a_moving_playhead_repaints_two_strips_only(
    panel: WaveformPanel, document: Document, qtbot: QtBot
) -> None:
    panel.wave.grab()
    painted = PaintedArea(panel.wave)
    document.move_playhead(10 * RATE)
    qtbot.waitUntil(lambda: painted.largest > 0)
    assert painted.largest <= 8 * panel.wave.height()


def test_close_up_decoded_samples_are_drawn(
    panel: WaveformPanel, document: Document, minute: Recording, qtbot: QtBot
) -> None:
    start, count = 40 * RATE, 100
    with qtbot.waitSignal(panel.wave.canvas.outdated):
        panel.show_viewport(panel.viewport.showing(start, start + count))
    shown = pixels(panel.wave.grab().toImage())[HEADER_PX:]
    with open_source(minute.path) as source:
        true = source.read(start, count)[:, 0]
    dot = QColor(LIGHT.wave_rms).rgb()
    middle = (len(shown) - 1) / 2
    for index in (20, 50, 81):
        x = round(panel.viewport.x_of(start + index))
        rows = np.flatnonzero(shown[:, x] == dot)
        assert len(rows)
        assert rows.mean() == pytest.approx(middle - true[index] * middle, abs=2)


def test_hiss_at_full_scale_is_drawn_close_up_without_a_stall() -> None:
    """As one polyline it took 360 ms; in single lines it takes five."""
    image, view = QImage(1920, 400, QImage.Format.Format_RGB32), Viewport(0.0, 0.5, 1920, 1000)
    hiss = np.random.default_rng(0).uniform(-1, 1, (1000, 1)).astype(np.float32)
    began = time.thread_time()
    paint_samples(image, SamplePeaks.of(hiss), view, [slice(20, 400)], 1.0, LIGHT)
    assert time.thread_time() - began < 0.1
    assert QColor(LIGHT.wave_peak).rgb() in pixels(image)


def test_samples_of_a_recording_that_is_gone_are_dropped(
    panel: WaveformPanel, document: Document, minute: Recording, sample_file: Recording
) -> None:
    late = Samples(minute, SamplePeaks.of(np.ones((RATE, 1), np.float32)))
    document.set_recording(sample_file)
    panel.show_viewport(panel.viewport.showing(0, 100))
    before = pixels(panel.wave.grab().toImage())
    panel.wave.canvas._reader.arrived.emit(late)
    assert (pixels(panel.wave.grab().toImage()) == before).all()


def test_a_file_that_vanishes_leaves_the_peaks_on_the_screen(
    empty_panel: WaveformPanel, document: Document, tmp_path: Path, minute: Recording, qtbot: QtBot
) -> None:
    path = tmp_path / "gone.wav"
    shutil.copy(minute.path, path)
    show(document, recording_of(path))
    path.unlink()
    with qtbot.waitSignal(empty_panel.wave.canvas._reader.failed):
        empty_panel.show_viewport(empty_panel.viewport.showing(40 * RATE, 41 * RATE))
    shown = pixels(empty_panel.wave.grab().toImage())
    assert QColor(LIGHT.wave_peak).rgb() in shown


def test_screen_readers_are_told_of_selection_playhead_and_view(
    panel: WaveformPanel, document: Document, qtbot: QtBot
) -> None:
    document.select(Region.of_seconds(34.4, 52, RATE))
    document.move_playhead(round(38.2 * RATE))
    expected = (
        "Playhead at 0:38.2 of 1:00.0. Selected 0:34.400 to 0:52.000, 17.6 s. Showing 0:00.0 to 1:00.0."
    )
    qtbot.waitUntil(lambda: panel.wave.accessibleDescription() == expected)
    assert panel.wave.accessibleName() == "Waveform"


def test_everything_has_a_name(panel: WaveformPanel) -> None:
    for widget in (panel, panel.overview, panel.ruler, panel.wave, panel.lane):
        assert widget.objectName()
        assert widget.accessibleName()


def test_close_up_a_selection_hours_away_changes_without_a_word(
    empty_panel: WaveformPanel, document: Document
) -> None:
    """It lies billions of pixels away, more than Qt's integers hold."""
    document.set_recording(long_recording.recording())
    empty_panel.show_viewport(empty_panel.viewport.showing(0, 30))
    view = empty_panel.viewport
    document.select(Region(long_recording.FRAMES - 44_100, long_recording.FRAMES - 22_050))
    empty_panel.show_viewport(view)
    document.select(None)
    assert empty_panel.viewport == view

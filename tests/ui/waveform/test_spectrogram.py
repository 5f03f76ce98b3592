"""The spectrogram's lane, by real events: what it shows, when it computes, what the mouse does in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from audio_desk.audio.spectrum import FrequencyAxis
from audio_desk.audio.spectrum_columns import Batch, Grid
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.theme import DARK, LIGHT, Theme
from audio_desk.ui.waveform.panel import WaveformPanel
from audio_desk.ui.waveform.spectrogram.colour_map import colour_map, lab_of
from audio_desk.ui.waveform.spectrogram.frequency_labels import frequency_labels, frequency_text
from audio_desk.ui.waveform.spectrogram.mosaic import Mosaic
from audio_desk.ui.waveform.spectrogram.reader import SpectrumPart
from audio_desk.ui.waveform.viewport import Viewport
from tests.ui.recordings import recording_of, show, tone, write_wav
from tests.ui.waveform.conftest import RATE, SECONDS
from tests.ui.waveform.hand import Hand
from tests.ui.waveform.test_painting import pixels

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NEVER_READ = np.asarray(np.arange(256) + 0xFF000000, np.uint32)


@pytest.fixture
def with_spectrogram(panel: WaveformPanel, qtbot: QtBot) -> WaveformPanel:
    panel.toggle_spectrogram()
    panel.resize(1002, 420)
    whole(panel, qtbot)
    return panel


def whole(panel: WaveformPanel, qtbot: QtBot) -> None:
    """Wait until all of the visible range is computed."""
    qtbot.waitUntil(lambda: panel.spectrogram.spectrogram.is_whole)


def lightness(panel: WaveformPanel) -> NDArray[np.float64]:
    shown = pixels(panel.spectrogram.grab().toImage())
    rgb = np.stack([shown >> 16 & 255, shown >> 8 & 255, shown & 255], axis=-1) / 255
    return lab_of(rgb.reshape(-1, 3))[:, 0].reshape(shown.shape)


@pytest.mark.parametrize("ground", [LIGHT.panel, DARK.panel])
def test_each_shade_is_as_much_lighter_or_darker_as_the_one_before(ground: str) -> None:
    shades = colour_map(ground)
    rgb = np.stack([shades >> 16 & 255, shades >> 8 & 255, shades & 255], axis=-1) / 255
    steps = np.diff(lab_of(rgb)[:, 0])
    assert f"#{shades[0] & 0xFFFFFF:06x}" == ground
    assert (np.sign(steps).sum() == len(steps)) if ground == DARK.panel else (np.sign(steps).sum() < -250)
    smooth = np.convolve(steps, np.ones(16) / 16, "valid")
    assert smooth.std() < 0.1 * abs(smooth.mean())


def test_labels_have_room_and_the_most_useful_ones_come_first() -> None:
    axis = FrequencyAxis.of(44100)
    high = {text: y for y, text in frequency_labels(axis, 300, 18)}
    assert {"100 Hz", "1 kHz", "10 kHz", "5 kHz"} <= set(high)
    places = sorted(high.values())
    assert min(np.diff(places)) >= 18
    assert high["10 kHz"] < high["1 kHz"] < high["100 Hz"]
    assert [text for _, text in frequency_labels(axis, 60, 30)] == ["1 kHz"]
    assert [frequency_text(hertz) for hertz in (440, 3200, 12_000)] == ["440 Hz", "3.2 kHz", "12 kHz"]


def test_a_tone_is_a_line_at_its_frequency_dark_on_light_and_light_on_dark(
    with_spectrogram: WaveformPanel, theme: Theme
) -> None:
    panel = with_spectrogram
    expected = (1 - FrequencyAxis.of(RATE).part(220)) * panel.spectrogram.height()
    on_light = lightness(panel)[:, 600]
    theme.use(DARK)
    on_dark = lightness(panel)[:, 600]
    assert int(on_light.argmin()) == pytest.approx(expected, abs=6)
    assert int(on_dark.argmax()) == pytest.approx(expected, abs=6)


def test_hidden_it_takes_no_room_and_computes_nothing(panel: WaveformPanel, qtbot: QtBot) -> None:
    before = panel.wave.height()
    assert not panel.spectrogram.isVisible()
    assert panel.spectrogram.spectrogram._now is None
    panel.toggle_spectrogram()
    assert panel.spectrogram.isVisible()
    whole(panel, qtbot)
    panel.toggle_spectrogram()
    assert panel.spectrogram.spectrogram._now is None
    qtbot.waitUntil(lambda: panel.wave.height() == before)


def test_it_shows_the_same_stretch_as_the_wave(
    panel: WaveformPanel, document: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    sound = np.zeros((SECONDS * RATE, 1), np.int16)
    sound[20 * RATE : 25 * RATE] = tone(5, RATE, hertz=1000)
    show(document, recording_of(write_wav(tmp_path / "five.wav", sound, RATE)))
    panel.toggle_spectrogram()
    for start, end in ((0, 60), (15, 30), (19.9, 20.3), (19.99, 20.004)):
        panel.show_viewport(panel.viewport.showing(start * RATE, end * RATE))
        whole(panel, qtbot)
        row = round((1 - FrequencyAxis.of(RATE).part(1000)) * panel.spectrogram.height())
        line = lightness(panel)[row, 60:-40] < 0.7
        xs = np.flatnonzero(line) + 60
        smear = 256 / panel.viewport.scale / 2 + 3
        assert xs[0] == pytest.approx(max(60, panel.viewport.x_of(20 * RATE)), abs=smear)


def test_panning_computes_only_what_came_into_sight(
    with_spectrogram: WaveformPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, asked = with_spectrogram, list[int]()
    panel.show_viewport(panel.viewport.showing(10 * RATE, 30 * RATE))
    whole(panel, qtbot)
    reader = panel.spectrogram.spectrogram._reader
    read = reader.read

    def counting(
        recording: Recording, grid: Grid, columns: np.ndarray[tuple[int], np.dtype[np.int64]]
    ) -> None:
        asked.append(len(columns))
        read(recording, grid, columns)

    monkeypatch.setattr(reader, "read", counting)
    panel.show_viewport(panel.viewport.panned(40))
    whole(panel, qtbot)
    assert sum(asked) <= 42


def test_the_old_picture_is_stretched_until_the_new_one_is_there(with_spectrogram: WaveformPanel) -> None:
    panel = with_spectrogram
    panel.show_viewport(panel.viewport.zoomed_at(500, 2))
    shown = lightness(panel)
    row = round((1 - FrequencyAxis.of(RATE).part(220)) * panel.spectrogram.height())
    assert (shown[row - 4 : row + 5, 100:900].min(axis=0) < 0.8).all()


def test_late_results_of_another_zoom_or_recording_are_dropped(
    with_spectrogram: WaveformPanel, document: Document, minute: Recording, sample_file: Recording
) -> None:
    spectrogram = with_spectrogram.spectrogram.spectrogram
    assert spectrogram._now is not None
    grid = spectrogram._now.grid
    loud = Batch(np.arange(0, 1000), 1, np.full((grid.rows, 1000), 255, np.uint8))
    before = lightness(with_spectrogram)
    spectrogram._reader.arrived.emit(SpectrumPart(minute, Grid(RATE, grid.step * 2, grid.rows), loud))
    spectrogram._reader.arrived.emit(SpectrumPart(sample_file, grid, loud))
    assert (lightness(with_spectrogram) == before).all()
    document.set_recording(sample_file)
    spectrogram._reader.arrived.emit(SpectrumPart(minute, grid, loud))
    assert lightness(with_spectrogram)[4:, 100:-60].min() > 0.9


def test_range_and_gain_change_the_colours_without_computing_anew(
    with_spectrogram: WaveformPanel, qtbot: QtBot
) -> None:
    panel = with_spectrogram
    before = lightness(panel).mean()
    Hand(panel.spectrogram).wheel(500, 5, ALT)
    assert panel.lanes.lanes.spectrogram_gain_db == 30
    brighter = lightness(panel).mean()
    assert brighter < before
    Hand(panel.spectrogram.choices).click(8, 8)
    sliders = panel.spectrogram.choices.sliders
    assert sliders.isVisible()
    Hand(sliders.range).key(Qt.Key.Key_Home)
    assert panel.lanes.lanes.spectrogram_range_db == 30
    assert lightness(panel).mean() > brighter
    Hand(sliders.range).key(Qt.Key.Key_Escape)
    assert not sliders.isVisible()
    assert panel.wave.canvas.gain == 1


def test_the_mouse_selects_seeks_zooms_and_pans_as_in_the_wave(
    with_spectrogram: WaveformPanel, document: Document
) -> None:
    panel = with_spectrogram
    hand = Hand(panel.spectrogram)
    hand.drag(200, 400, y=3)
    assert document.selection == Region(12 * RATE, 24 * RATE)
    hand.drag(400, 500, y=3)
    assert document.selection == Region(12 * RATE, 30 * RATE)
    hand.click(700, 50)
    assert document.playhead == 42 * RATE
    before = panel.viewport
    hand.wheel(300, 4, CTRL)
    assert panel.viewport.frame_at(300) == pytest.approx(before.frame_at(300))
    hand.wheel(300, -1)
    assert panel.viewport.start > before.start
    hand.press(100, 20)
    hand.move(300, 20)
    hand.key(Qt.Key.Key_Escape)
    hand.release(300, 20)
    assert document.selection == Region(12 * RATE, 30 * RATE)


def test_selection_and_playhead_are_drawn_over_it(
    with_spectrogram: WaveformPanel, document: Document
) -> None:
    document.select(Region(12 * RATE, 24 * RATE))
    document.move_playhead(42 * RATE)
    shown = pixels(with_spectrogram.spectrogram.grab().toImage())[2:]
    for colour, columns in ((LIGHT.accent, [199, 200, 399, 400]), (LIGHT.playhead, [699, 700])):
        assert list(np.flatnonzero((shown == QColor(colour).rgb()).all(axis=0))) == columns


def test_the_tip_says_time_frequency_and_level(with_spectrogram: WaveformPanel) -> None:
    lane = with_spectrogram.spectrogram
    y = round((1 - FrequencyAxis.of(RATE).part(220)) * lane.height())
    point = QPoint(500, y)
    QApplication.sendEvent(lane, QHelpEvent(QEvent.Type.ToolTip, point, lane.mapToGlobal(point)))
    time, hertz, level = QToolTip.text().split(" · ")
    QToolTip.hideText()
    assert time == "0:30.00"
    assert float(hertz.removesuffix(" Hz")) == pytest.approx(220, rel=0.06)
    assert -20 < int(level.removesuffix(" dB").replace("−", "-")) < 0


def test_a_file_that_vanished_is_said_in_the_lane_and_another_one_is_shown(
    empty_panel: WaveformPanel, document: Document, tmp_path: Path, minute: Recording, qtbot: QtBot
) -> None:
    path = tmp_path / "gone.wav"
    shutil.copy(minute.path, path)
    show(document, recording_of(path))
    path.unlink()
    empty_panel.toggle_spectrogram()
    spectrogram = empty_panel.spectrogram.spectrogram
    qtbot.waitUntil(lambda: spectrogram.trouble is not None)
    empty_panel.spectrogram.grab()
    show(document, minute)
    whole(empty_panel, qtbot)
    assert spectrogram.trouble is None


def test_the_lane_and_its_controls_have_names(with_spectrogram: WaveformPanel) -> None:
    lane = with_spectrogram.spectrogram
    assert lane.accessibleName() == "Spectrogram"
    assert lane.accessibleDescription() == "Frequencies from 30 Hz up to 4 kHz."
    for widget in (lane, lane.choices, lane.choices.sliders.range, lane.choices.sliders.gain):
        assert widget.objectName()
    for widget in (lane.choices, lane.choices.sliders.range, lane.choices.sliders.gain):
        assert widget.accessibleName()
    assert QRect(lane.rect()).contains(lane.choices.geometry())


def test_what_stands_in_never_covers_what_is_computed() -> None:
    grid = Grid(RATE, 100_000.0, 2)
    mosaic = Mosaic(grid, 0, 16, NEVER_READ)
    mosaic.put(Batch(np.array([4]), 4, np.full((2, 1), 7, np.uint8)))
    mosaic.put(Batch(np.array([0, 8]), 8, np.array([[1, 2], [1, 2]], np.uint8)))
    assert [mosaic.level(k, 0.0) for k in (0, 4, 8)] == [1, 7, 2]
    assert list(mosaic.missing(0, 16)) == [k for k in range(16) if k not in (0, 4, 8)]
    assert mosaic._levels[0].tolist() == [1, 1, 1, 1, 7, 7, 7, 7] + [2] * 8


def test_ten_hours_show_something_after_the_first_pass() -> None:
    grid = Grid(RATE, 288_000.0, 2)
    mosaic = Mosaic(grid, 0, 1000, NEVER_READ)
    firsts = np.arange(0, 1000, 8)
    mosaic.put(Batch(firsts, 8, np.full((2, len(firsts)), 9, np.uint8)))
    assert (mosaic._levels == 9).all()
    assert mosaic.columns_of(Viewport.fitted(1000 * 288_000, 1000)) == (0, 1000)

"""Lanes of channels, the amplitude and its chip, and the pixels that a pan leaves as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.settings import Settings
from audio_desk.ui.document import Document
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.theme import LIGHT, Theme
from audio_desk.ui.waveform.lanes import Lanes, LaneState
from audio_desk.ui.waveform.marks.hits import HEADER_PX
from audio_desk.ui.waveform.panel import WaveformPanel
from audio_desk.ui.waveform.viewport import Viewport
from audio_desk.ui.waveform.wave.canvas import Canvas
from audio_desk.ui.waveform.wave.picture import lane_rows
from tests.ui.recordings import recording_of, show, tone, write_wav
from tests.ui.waveform.conftest import RATE, SECONDS
from tests.ui.waveform.hand import Hand
from tests.ui.waveform.test_painting import pixels

ALT = Qt.KeyboardModifier.AltModifier
WIDTH, HEIGHT = 700, 120
GROUND = QColor(LIGHT.panel).rgb()


@pytest.fixture(scope="session")
def stereo(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Noise on the left, and nothing but a hum at a tenth on the right."""
    left = np.random.default_rng(3).normal(0, 6000, (SECONDS * RATE, 1)).astype(np.int16)
    sound = np.concatenate([left, tone(SECONDS, RATE) // 10], axis=1)
    path = tmp_path_factory.mktemp("lanes") / "stereo.wav"
    return recording_of(write_wav(path, sound, RATE))


@pytest.fixture
def lanes(qtbot: QtBot) -> LaneState:
    return LaneState()


@pytest.fixture
def canvas(document: Document, theme: Theme, lanes: LaneState, stereo: Recording) -> Iterator[Canvas]:
    show(document, stereo)
    made = Canvas(document, theme, lanes)
    yield made
    made.close()


def drawn(canvas: Canvas, view: Viewport, ratio: float = 1.0) -> NDArray[np.uint32]:
    image = QImage(round(WIDTH * ratio), round(HEIGHT * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    canvas.draw(painter, view, WIDTH, HEIGHT, ratio)
    painter.end()
    return pixels(image)


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("seconds", [47.3, 20, 3.7, 0.31, 0.05])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_picture_that_was_panned_is_the_picture_painted_anew(
    canvas: Canvas, lanes: LaneState, qtbot: QtBot, seconds: float, apart: bool, ratio: float
) -> None:
    lanes.change(channels_apart=apart)
    frames = SECONDS * RATE
    view = Viewport.fitted(frames, WIDTH).showing(5 * RATE, (5 + seconds) * RATE)
    if view.scale / ratio < 256:
        with qtbot.waitSignal(canvas.outdated):
            drawn(canvas, view, ratio)
    drawn(canvas, view, ratio)
    for pixels_later in (1, 96, -37, 250.5, -11.25, 300, -8000, 8000, 5):
        view = view.panned(pixels_later)
        panned = drawn(canvas, view, ratio)
        if canvas._samples_for(view) is None and view.scale / ratio < 256:
            qtbot.waitUntil(lambda: canvas._samples_for(view) is not None)  # noqa: B023
            panned = drawn(canvas, view, ratio)
        canvas.invalidate()
        assert (panned == drawn(canvas, view, ratio)).all()


def test_panning_paints_only_the_new_strip(canvas: Canvas, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[int] = []
    paint = canvas._paint_columns

    def counting(made: object, first: int, count: int, top: int) -> None:
        painted.append(count)
        paint(made, first, count, top)  # type: ignore[arg-type]

    monkeypatch.setattr(canvas, "_paint_columns", counting)
    view = Viewport.fitted(SECONDS * RATE, WIDTH).zoomed_at(350, 1.5)
    for _ in range(3):
        drawn(canvas, view)
        view = view.panned(10)
    assert painted == [WIDTH, 10, 10]


def test_mixed_channels_share_one_lane_and_separate_ones_have_their_own(
    canvas: Canvas, lanes: LaneState
) -> None:
    view = Viewport.fitted(SECONDS * RATE, WIDTH)
    mixed = drawn(canvas, view)
    assert canvas.lane_count == 1
    lanes.change(channels_apart=True)
    apart = drawn(canvas, view)
    assert canvas.lane_count == 2
    left, right = (apart[rows] for rows in lane_rows(HEIGHT, HEADER_PX, 2))
    heights = [int((lane != GROUND).sum(axis=0).mean()) for lane in (left, right)]
    assert heights[0] > 4 * heights[1] > 0
    assert abs(len(left) - len(right)) <= 1
    assert (mixed != apart).any()


def test_letters_stand_on_the_lanes_of_two_channels_only(
    panel: WaveformPanel, document: Document, stereo: Recording
) -> None:
    rows = lane_rows(panel.wave.height(), HEADER_PX, 2)[1]
    panel.toggle_channels()
    mono = pixels(panel.wave.grab().toImage())
    assert panel.wave.canvas.lane_count == 1
    show(document, stereo)
    both = pixels(panel.wave.grab().toImage())
    assert panel.wave.canvas.lane_count == 2
    corner = np.s_[rows.start + 3 : rows.start + 18, 4:20]
    inks = [len(np.unique(picture[corner])) for picture in (mono, both)]
    assert inks[1] > inks[0]


def test_single_samples_of_two_channels_lie_in_two_lanes(
    canvas: Canvas, lanes: LaneState, qtbot: QtBot
) -> None:
    lanes.change(channels_apart=True)
    view = Viewport.fitted(SECONDS * RATE, WIDTH).showing(8000, 8050)
    with qtbot.waitSignal(canvas.outdated):
        drawn(canvas, view)
    picture = drawn(canvas, view)
    dots = (picture == QColor(LIGHT.wave_rms).rgb()).any(axis=1)
    first, second = lane_rows(HEIGHT, HEADER_PX, 2)
    assert dots[first].any()
    assert dots[second].any()


def test_the_chip_shows_another_amplitude_and_a_click_puts_it_back(hand: Hand, panel: WaveformPanel) -> None:
    chip = panel.gain_chip
    assert not chip.isVisible()
    hand.wheel(300, 6, ALT)
    assert chip.isVisible()
    assert chip.text() == "2.3×"
    assert panel.wave.rect().contains(chip.geometry())
    Hand(chip).click(5, 5)
    assert panel.wave.canvas.gain == 1
    assert not chip.isVisible()


def test_the_amplitude_goes_back_with_another_recording(
    panel: WaveformPanel, document: Document, stereo: Recording
) -> None:
    panel.raise_amplitude()
    panel.raise_amplitude()
    panel.lower_amplitude()
    assert panel.wave.canvas.gain == pytest.approx(1.5)
    show(document, stereo)
    assert panel.wave.canvas.gain == 1
    assert not panel.gain_chip.isVisible()


def test_choices_of_lanes_are_kept_in_the_settings(lanes: LaneState, tmp_path: Path, qtbot: QtBot) -> None:
    preferences = Preferences(Settings(channels_apart=True, spectrogram_range_db=500), tmp_path / "s.json")
    lanes.keep_in(preferences)
    assert lanes.lanes == Lanes(channels_apart=True, spectrogram_range_db=120)
    lanes.change(spectrogram=True, gain_db=33)
    assert preferences.settings.spectrogram_visible
    assert preferences.settings.spectrogram_gain_db == 33
    assert preferences.settings.channels_apart

"""What is not read yet is striped, where silence that was read is a line."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.ui.document import Document
from audio_desk.ui.theme import DARK, LIGHT, Colours, Theme
from audio_desk.ui.waveform.marks.hits import HEADER_PX
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.benchmarks import long_recording
from tests.ui.waveform.test_painting import pixels

READ = 2**24


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_stretch_that_is_not_read_yet_does_not_look_like_silence(
    empty_panel: WaveformPanel, document: Document, theme: Theme, colours: Colours
) -> None:
    theme.use(colours)
    recording = long_recording.recording()
    peaks = PeakPyramid(recording.info.rate, 2, recording.info.frames)
    peaks.frames_done = READ  # of digital silence
    document.set_recording(recording)
    document.set_peaks(recording, peaks)
    empty_panel.show_viewport(empty_panel.viewport.showing(READ - 500_000, READ + 500_000))
    wave = pixels(empty_panel.wave.grab().toImage())[HEADER_PX:]
    line, stripe = (QColor(name).rgb() for name in (colours.wave_rms, colours.line))
    edge = round(empty_panel.viewport.x_of(READ))
    silence, unread = wave[:, 60 : edge - 2], wave[:, edge + 2 : -60]
    assert (silence == line).any(axis=0).all()
    assert not (silence == stripe).any()
    assert (unread == stripe).any(axis=0).all()
    assert not np.isin(unread, [line, QColor(colours.wave_peak).rgb()]).any()
    overview = pixels(empty_panel.overview.grab().toImage())
    assert not (overview[:, -200:] == QColor(colours.wave_peak).rgb()).any()


def test_stripes_stay_where_they_are_as_the_wave_scrolls(
    empty_panel: WaveformPanel, document: Document
) -> None:
    recording = long_recording.recording()
    document.set_recording(recording)
    document.set_peaks(recording, PeakPyramid(recording.info.rate, 2, recording.info.frames))
    empty_panel.show_viewport(empty_panel.viewport.showing(READ, READ + 1_000_000))
    scale = empty_panel.viewport.scale
    before = pixels(empty_panel.wave.grab().toImage())[HEADER_PX + 40 : -20]
    moved = READ + 37 * scale
    empty_panel.show_viewport(empty_panel.viewport.showing(moved, moved + 1_000_000))
    after = pixels(empty_panel.wave.grab().toImage())[HEADER_PX + 40 : -20]
    np.testing.assert_array_equal(before[:, 100 + 37 : 900], after[:, 100 : 900 - 37])

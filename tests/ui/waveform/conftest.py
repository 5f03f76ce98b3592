"""A waveform panel with a recording of one minute, 1000 pixels wide, and the hands to use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.ui.recordings import recording_of, show, tone, write_wav
from tests.ui.waveform.hand import Hand

RATE = 8000
SECONDS = 60
WIDTH_PX = 1000


@pytest.fixture(scope="session")
def minute(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    path = tmp_path_factory.mktemp("waveform") / "minute.wav"
    return recording_of(write_wav(path, tone(SECONDS, RATE), RATE))


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    return Document()


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme()


@pytest.fixture
def empty_panel(qtbot: QtBot, document: Document, theme: Theme) -> Iterator[WaveformPanel]:
    panel = WaveformPanel(document, theme)
    qtbot.addWidget(panel)
    panel.resize(WIDTH_PX + 2, 300)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    yield panel
    panel.close_reader()


@pytest.fixture
def panel(empty_panel: WaveformPanel, document: Document, minute: Recording) -> WaveformPanel:
    show(document, minute)
    empty_panel.wave.setFocus(Qt.FocusReason.OtherFocusReason)
    return empty_panel


@pytest.fixture
def hand(panel: WaveformPanel) -> Hand:
    """On the wave."""
    return Hand(panel.wave)


@pytest.fixture
def lines(document: Document, panel: WaveformPanel) -> tuple[Segment, ...]:
    """Three lines of a transcript by two speakers."""
    made = (
        Segment(6 * RATE, 12 * RATE, "Good morning, and welcome.", "Maya"),
        Segment(12 * RATE, 20 * RATE, "Thank you.", "Tom"),
        Segment(40 * RATE, 50 * RATE, "The wind did not stop.", "Maya"),
    )
    document.show_segments(made)
    return made


@pytest.fixture
def sample_file(sample: Path) -> Recording:
    return recording_of(sample)

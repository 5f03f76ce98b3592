"""A recording of twenty seconds in stereo, and a player on a device that keeps what it is given."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from audio_desk.audio.source import open_source
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.ui.document import Document
from audio_desk.ui.playback.player import Player
from audio_desk.ui.playback.transport import TransportBar
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.recordings import recording_of, show, tone, write_wav

RATE = 8000
SECONDS = 20


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    path = tmp_path_factory.mktemp("playback") / "twenty.wav"
    return recording_of(write_wav(path, tone(SECONDS, RATE, channels=2), RATE))


@pytest.fixture(scope="session")
def frames(recording: Recording) -> NDArray[np.float32]:
    """All of it, as it is drawn."""
    with open_source(recording.path) as source:
        return source.read(0, recording.info.frames)


@pytest.fixture
def document(qtbot: QtBot, recording: Recording) -> Document:
    document = Document()
    show(document, recording)
    return document


@pytest.fixture
def sound() -> ClockedSound:
    return ClockedSound()


@pytest.fixture
def player(document: Document, sound: ClockedSound) -> Iterator[Player]:
    player = Player(document, sound=sound)
    player.check_sound()
    yield player
    player.close()


@pytest.fixture
def waveform(qtbot: QtBot, document: Document) -> Iterator[WaveformPanel]:
    panel = WaveformPanel(document, Theme())
    qtbot.addWidget(panel)
    panel.resize(802, 200)
    yield panel
    panel.close_reader()


@pytest.fixture
def bar(qtbot: QtBot, document: Document, player: Player, waveform: WaveformPanel) -> TransportBar:
    bar = TransportBar(document, player, waveform, Theme())
    qtbot.addWidget(bar)
    bar.resize(1100, 40)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    return bar

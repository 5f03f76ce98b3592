"""What the tests of playing wait for, and what the device was given."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from audio_desk.ui.document import Document
from audio_desk.ui.playback.player import Player
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.playback.conftest import RATE

HANG_MS = 20_000


def playing_past(qtbot: QtBot, document: Document, seconds: float) -> None:
    qtbot.waitUntil(lambda: document.playhead > seconds * RATE, timeout=HANG_MS)


def ended(qtbot: QtBot, player: Player) -> None:
    qtbot.waitUntil(lambda: not player.is_playing, timeout=HANG_MS)


def heard(sound: ClockedSound) -> NDArray[np.float32]:
    return np.frombuffer(bytes(sound.output.received), np.float32).reshape(-1, 2)

"""What is still being read is heard where its length is sure, and goes on sounding when it is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from audio_desk.operations.recordings.glimpse import Glimpse, take_glimpse
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.ui.document import Document
from audio_desk.ui.playback.player import Player
from audio_desk.ui.playback.transport import TransportBar
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.playback.conftest import RATE
from tests.ui.playback.listening import heard, playing_past


@pytest.fixture
def glimpse(recording: Recording) -> Glimpse:
    glimpse = take_glimpse(recording.path, recording.info.size_bytes)
    assert glimpse is not None
    return glimpse


def test_it_goes_on_sounding_when_the_recording_is_known(
    qtbot: QtBot,
    player: Player,
    document: Document,
    sound: ClockedSound,
    glimpse: Glimpse,
    recording: Recording,
    frames: NDArray[np.float32],
) -> None:
    document.set_glimpse(glimpse)
    document.move_playhead(2 * RATE)
    player.play()
    playing_past(qtbot, document, 3)
    document.set_recording(recording)
    assert player.is_playing
    playing_past(qtbot, document, 4)
    player.pause()
    given = heard(sound)
    np.testing.assert_array_equal(given, frames[2 * RATE : 2 * RATE + len(given)])


def test_where_the_length_is_only_claimed_it_waits_and_says_so(
    player: Player, document: Document, bar: TransportBar, glimpse: Glimpse, recording: Recording
) -> None:
    document.set_glimpse(Glimpse(glimpse.path, replace(glimpse.look, exact=False), glimpse.peaks))
    player.play()
    assert not player.is_playing
    assert not bar.play.isEnabled()
    assert not bar.fields.start.isEnabled()
    assert bar.zoom_in.isEnabled()
    assert bar.reason.isVisible()
    assert bar.reason.text() == "Plays once it has been read."
    assert bar.play.toolTip() == bar.reason.text()
    document.set_recording(recording)
    assert bar.play.isEnabled()
    assert bar.fields.start.isEnabled()
    assert not bar.reason.isVisible()

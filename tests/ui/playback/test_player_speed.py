"""Slower and faster than it was recorded."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.playback.player import Player
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.playback.conftest import RATE
from tests.ui.playback.listening import HANG_MS, ended, heard, playing_past


def test_twice_as_fast_is_over_in_half_the_sound(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound
) -> None:
    player.set_speed(2.0)
    document.select(Region(2 * RATE, 6 * RATE))
    player.play_selection()
    ended(qtbot, player)
    assert len(heard(sound)) == 2 * RATE
    assert document.playhead == 6 * RATE


@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0])
def test_the_playhead_goes_as_fast_as_the_sound(qtbot: QtBot, document: Document, speed: float) -> None:
    sound = ClockedSound(1.0)
    player = Player(document, sound=sound)
    player.set_speed(speed)
    document.move_playhead(4 * RATE)
    off: list[float] = []

    def measure(frame: int) -> None:
        if sound.outputs and sound.output.taken_seconds() > 0.2:
            off.append((frame / RATE - 4) / speed - sound.output.taken_seconds())

    document.playhead_moved.connect(measure)
    player.play()
    playing_past(qtbot, document, 4 + speed)
    player.close()
    # The device of these tests counts in steps of 20 ms.
    assert abs(float(np.median(off))) < 0.03


def test_another_speed_while_playing_goes_on_from_the_same_place(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound
) -> None:
    seen: list[int] = []
    document.playhead_moved.connect(seen.append)
    player.play()
    playing_past(qtbot, document, 1)
    player.slower()
    qtbot.waitUntil(lambda: len(sound.outputs) == 2, timeout=HANG_MS)
    playing_past(qtbot, document, 2)
    assert player.speed == 0.9
    assert seen == sorted(seen)


def test_a_loop_is_stretched_in_one_piece(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound
) -> None:
    document.select(Region(8 * RATE, 9 * RATE))
    player.set_loop(True)
    player.set_speed(0.5)
    player.play()
    qtbot.waitUntil(lambda: len(heard(sound)) > 5 * RATE, timeout=HANG_MS)
    assert 8 * RATE <= document.playhead <= 9 * RATE
    player.pause()
    loud = np.abs(heard(sound)[RATE // 2 : 5 * RATE, 0]).reshape(-1, RATE // 50).max(axis=1)
    assert loud.min() > 0.3


def test_speeds_go_in_tenths_and_stay_within_their_bounds(player: Player) -> None:
    player.set_speed(0.75)
    player.faster()
    assert player.speed == 0.8
    player.set_speed(0.75)
    player.slower()
    assert player.speed == 0.7
    for _ in range(9):
        player.slower()
    assert player.speed == 0.5
    for _ in range(30):
        player.faster()
    assert player.speed == 2.0
    player.normal_speed()
    assert player.speed == 1.0

"""Other devices, devices that go, and none at all."""

from __future__ import annotations

import builtins

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from audio_desk.ui.document import Document
from audio_desk.ui.playback.player import Player
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.playback.conftest import RATE
from tests.ui.playback.listening import heard, playing_past


def test_another_device_takes_over_where_the_first_was(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound, frames: NDArray[np.float32]
) -> None:
    player.play()
    playing_past(qtbot, document, 1)
    player.set_device("phones")
    assert [output.device for output in sound.outputs] == ["desk", "phones"]
    assert sound.outputs[0].stopped
    at = document.playhead
    playing_past(qtbot, document, 2)
    assert (heard(sound)[:1000] == frames[at : at + 1000]).all()


def test_a_device_that_is_gone_gives_way_to_the_systems_own_and_is_used_again_when_it_is_back(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound
) -> None:
    player.set_device("phones")
    phones = sound.present.pop()
    player.play()
    assert sound.output.device == "desk"
    playing_past(qtbot, document, 1)
    sound.present.append(phones)
    player.refresh_devices()
    assert sound.output.device == "phones"
    assert player.is_playing


def test_headphones_that_are_pulled_pause(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound
) -> None:
    player.set_device("phones")
    player.play()
    playing_past(qtbot, document, 1)
    sound.present.pop()
    player.refresh_devices()
    assert not player.is_playing
    assert len(sound.outputs) == 1


def test_a_new_default_of_the_system_is_followed_unless_a_device_was_chosen(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound
) -> None:
    player.play()
    playing_past(qtbot, document, 1)
    sound.present.reverse()
    player.refresh_devices()
    assert sound.output.device == "phones"
    player.set_device("phones")
    sound.present.reverse()
    player.refresh_devices()
    assert sound.output.device == "phones"


def test_a_device_that_fails_pauses_with_a_sentence(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound
) -> None:
    player.play()
    playing_past(qtbot, document, 0.5)
    sound.output.problem = "The sound device does not respond any more."
    with qtbot.waitSignal(player.unavailable_changed) as said:
        pass
    assert said.args == ["The sound device does not respond any more."]
    assert not player.is_playing
    assert document.playhead > 0.5 * RATE


def test_a_device_that_comes_back_can_be_played_on(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound
) -> None:
    sound.missing = "No sound device was found."
    player.play()
    assert not player.is_playing
    assert player.unavailable == "No sound device was found."
    sound.missing = ""
    player.check_sound()
    assert player.unavailable == ""
    player.play()
    playing_past(qtbot, document, 0.5)


def test_the_systems_own_sound_plays_or_says_in_one_sentence_why_not(
    qtbot: QtBot, document: Document
) -> None:
    player = Player(document)
    player.check_sound()
    player.play()
    if player.unavailable:
        assert not player.is_playing
        assert player.unavailable.endswith(".")
    else:
        playing_past(qtbot, document, 0.2)
    player.close()
    assert not player.is_playing


def test_a_missing_system_library_is_named(
    qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_pulse(name: str, *rest: object, **more: object) -> object:
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0: cannot open shared object file: No such file or directory")
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_pulse)
    player = Player(document)
    player.check_sound()
    assert player.unavailable == "Playback needs the missing system library libpulse.so.0."
    player.play()
    assert not player.is_playing
    player.close()

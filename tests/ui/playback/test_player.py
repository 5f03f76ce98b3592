"""Play, pause, seek, loop, and what happens when the device goes."""

from __future__ import annotations

import builtins
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from audio_desk.audio.clip import cut_flac
from audio_desk.audio.clip_source import ClipSource
from audio_desk.errors import AudioMissing
from audio_desk.operations.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.playback.clip import Clip
from audio_desk.ui.playback.player import Player
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.playback.conftest import RATE, SECONDS
from tests.ui.recordings import recording_of, show

HANG_MS = 20_000


def playing_past(qtbot: QtBot, document: Document, seconds: float) -> None:
    qtbot.waitUntil(lambda: document.playhead > seconds * RATE, timeout=HANG_MS)


def ended(qtbot: QtBot, player: Player) -> None:
    qtbot.waitUntil(lambda: not player.is_playing, timeout=HANG_MS)


def heard(sound: ClockedSound) -> NDArray[np.float32]:
    return np.frombuffer(bytes(sound.output.received), np.float32).reshape(-1, 2)


def test_play_moves_the_playhead_and_plays_what_is_drawn(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound, frames: NDArray[np.float32]
) -> None:
    document.move_playhead(2 * RATE)
    player.play()
    assert player.is_playing
    playing_past(qtbot, document, 3)
    player.pause()
    given = heard(sound)
    assert (given == frames[2 * RATE : 2 * RATE + len(given)]).all()
    assert document.playhead <= 2 * RATE + len(given)


def test_the_playhead_never_goes_back_while_playing(qtbot: QtBot, player: Player, document: Document) -> None:
    seen: list[int] = []
    document.playhead_moved.connect(seen.append)
    player.play()
    playing_past(qtbot, document, 2)
    assert seen == sorted(seen)
    assert len(seen) > 10


def test_the_selection_is_played_once_exactly_and_then_it_stops(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound, frames: NDArray[np.float32]
) -> None:
    document.select(Region(30_001, 40_003))
    player.play_selection()
    ended(qtbot, player)
    assert heard(sound).tobytes() == frames[30_001:40_003].tobytes()
    assert document.playhead == 40_003


def test_without_a_selection_it_just_plays(qtbot: QtBot, player: Player, document: Document) -> None:
    player.play_selection()
    playing_past(qtbot, document, 0.5)
    assert player.is_playing


def test_a_looped_selection_comes_round_without_a_gap(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound, frames: NDArray[np.float32]
) -> None:
    region = Region(30_000, 34_000)
    document.select(region)
    player.set_loop(True)
    player.play()
    qtbot.waitUntil(lambda: len(sound.output.received) > 3 * region.frames * 8, timeout=HANG_MS)
    assert region.start <= document.playhead <= region.end
    player.pause()
    given = heard(sound)
    expected = np.tile(frames[30_000:34_000], (len(given) // 4000 + 1, 1))[: len(given)]
    assert (given == expected).all()


def test_a_loop_follows_a_selection_that_is_changed_meanwhile(
    qtbot: QtBot, player: Player, document: Document
) -> None:
    document.select(Region(2 * RATE, 3 * RATE))
    player.set_loop(True)
    player.play()
    playing_past(qtbot, document, 2.2)
    document.select(Region(10 * RATE, 11 * RATE))
    playing_past(qtbot, document, 10.2)
    assert player.is_playing


def test_it_stops_at_the_end_and_plays_from_the_start_after_that(
    qtbot: QtBot, player: Player, document: Document
) -> None:
    document.move_playhead((SECONDS - 1) * RATE)
    player.play()
    ended(qtbot, player)
    assert document.playhead == SECONDS * RATE
    player.play()
    qtbot.waitUntil(lambda: 0 < document.playhead < 5 * RATE, timeout=HANG_MS)


def test_resuming_after_a_pause_goes_back_a_moment(qtbot: QtBot, player: Player, document: Document) -> None:
    document.move_playhead(5 * RATE)
    player.play()
    playing_past(qtbot, document, 6)
    player.pause()
    paused_at = document.playhead
    player.play()
    assert document.playhead == paused_at - round(1.5 * RATE)


def test_a_playhead_that_was_moved_in_the_pause_is_played_from_exactly(
    qtbot: QtBot, player: Player, document: Document
) -> None:
    player.play()
    playing_past(qtbot, document, 1)
    player.pause()
    document.move_playhead(8 * RATE)
    player.play()
    assert document.playhead == 8 * RATE


def test_a_paused_selection_goes_on_to_its_own_end(qtbot: QtBot, player: Player, document: Document) -> None:
    document.select(Region(5 * RATE, 8 * RATE))
    player.play_selection()
    playing_past(qtbot, document, 6)
    player.toggle()
    assert not player.is_playing
    player.toggle()
    ended(qtbot, player)
    assert document.playhead == 8 * RATE


def test_stop_forgets_the_rewind(qtbot: QtBot, player: Player, document: Document) -> None:
    document.move_playhead(5 * RATE)
    player.play()
    playing_past(qtbot, document, 6)
    player.stop()
    stopped_at = document.playhead
    player.play()
    assert document.playhead == stopped_at


def test_a_click_on_the_waveform_while_playing_goes_on_from_there(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound, frames: NDArray[np.float32]
) -> None:
    player.play()
    playing_past(qtbot, document, 0.5)
    document.move_playhead(12 * RATE)
    playing_past(qtbot, document, 12.5)
    assert player.is_playing
    assert (heard(sound)[:100] == frames[12 * RATE : 12 * RATE + 100]).all()
    assert all(output.stopped for output in sound.outputs[:-1])


def test_skipping_moves_by_seconds_and_stops_at_the_edges(player: Player, document: Document) -> None:
    document.move_playhead(4 * RATE)
    player.skip(-5)
    assert document.playhead == 0
    player.skip(5)
    assert document.playhead == 5 * RATE


def test_volume_reaches_the_device_at_once_and_the_next_one_too(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound
) -> None:
    player.play()
    player.set_volume(0.25)
    assert sound.output.volume == 0.25
    player.stop()
    player.play()
    assert sound.output.volume == 0.25


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


def test_another_recording_ends_the_sound(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound
) -> None:
    player.play()
    playing_past(qtbot, document, 0.5)
    document.set_recording(None)
    assert not player.is_playing
    assert sound.output.stopped
    player.play()
    assert not player.is_playing


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


def test_a_file_that_is_removed_while_open_ends_the_sound_with_its_error(
    qtbot: QtBot, player: Player, document: Document, recording: Recording, tmp_path: Path
) -> None:
    copy = Path(shutil.copy(recording.path, tmp_path / "copy.wav"))
    show(document, recording_of(copy))
    copy.unlink()
    with qtbot.waitSignal(player.failed) as failed:
        player.play()
    assert isinstance(failed.args[0], AudioMissing)
    assert not player.is_playing


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


def clip_of(recording: Recording, span: Region) -> Clip:
    """As the left channel alone."""
    data = cut_flac(recording.path, span, channel=0).data
    return Clip(span, lambda _path: ClipSource(data, recording.info, span.start))


def test_a_clip_is_heard_in_the_recordings_place_and_the_recording_again_after_it(
    qtbot: QtBot, player: Player, document: Document, sound: ClockedSound, recording: Recording
) -> None:
    told: list[bool] = []
    player.clip_changed.connect(told.append)
    span = Region(30_001, 40_003)
    clip = clip_of(recording, span)
    player.set_loop(True)
    player.play_clip(clip)
    assert player.plays_clip
    ended(qtbot, player)
    assert (document.playhead, told, player.plays_clip) == (span.end, [True, False], False)
    given = np.frombuffer(bytes(sound.output.received), np.float32)
    with clip.opener(recording.path) as source:
        assert np.abs(given - source.read(span.start, span.frames)[:, 0]).max() < 1e-3
    assert sound.output.form.channels == 1
    player.play_clip(clip)
    playing_past(qtbot, document, 31_000 / RATE)
    player.set_speed(1.5)  # goes on with the clip
    playing_past(qtbot, document, 33_000 / RATE)
    assert player.plays_clip
    player.toggle()  # as Space does
    assert (player.is_playing, player.plays_clip) == (False, False)
    player.toggle()
    assert sound.output.form.channels == 2
    player.play_clip(clip)
    player.seek(2 * RATE)  # goes on there, with the recording
    qtbot.waitUntil(lambda: sound.output.form.channels == 2, timeout=HANG_MS)
    assert (player.is_playing, player.plays_clip) == (True, False)
    assert document.playhead < 30_000


def test_a_clip_that_cannot_be_heard_leaves_all_as_it_was(
    player: Player, sound: ClockedSound, recording: Recording
) -> None:
    sound.missing = "No sound device was found."
    player.play_clip(clip_of(recording, Region(0, RATE)))
    assert (player.is_playing, player.plays_clip, player.unavailable) == (False, False, sound.missing)

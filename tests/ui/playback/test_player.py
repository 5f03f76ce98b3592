"""Play, pause, seek, loop."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from audio_desk.errors import AudioMissing
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.playback.player import Player
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.playback.conftest import RATE, SECONDS
from tests.ui.playback.listening import HANG_MS, ended, heard, playing_past
from tests.ui.recordings import recording_of, show


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

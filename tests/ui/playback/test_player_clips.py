"""A clip in the place of the recording, as the model hears it."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.audio.cutting.clip_source import ClipSource
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.playback.clip import Clip
from audio_desk.ui.playback.player import Player
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.playback.conftest import RATE
from tests.ui.playback.listening import HANG_MS, ended, playing_past


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

"""Deleting a recording's uploads when it is closed: only where wished, and not under a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.ui.uploads.closing import DeletionOnClose
from tests.ui.served import said, script_answer
from tests.ui.uploads.room import Room
from tests.ui.waiting import until


@pytest.fixture
def closing(room: Room) -> DeletionOnClose:
    panes = room.panes
    return DeletionOnClose(panes.desk, panes.document, panes.preferences, panes.runner, panes.document)


async def both_sent(room: Room, second: Path) -> Recording:
    """The sample, which is shown, and another recording."""
    other = await open_recording(room.panes.desk, second)
    await room.send()
    await room.send(other)
    room.panes.document.set_recording(room.panes.recording)
    return other


async def test_uploads_stay_unless_the_settings_say_otherwise(
    room: Room, second: Path, closing: DeletionOnClose
) -> None:
    other = await both_sent(room, second)
    room.panes.document.set_recording(other)
    await closing.finish()
    assert room.on_server() == ["interview.ogg", "second.wav"]


async def test_the_uploads_of_what_is_closed_are_deleted_at_once_and_the_last_ones_at_the_end(
    room: Room, second: Path, closing: DeletionOnClose
) -> None:
    room.panes.preferences.change(delete_uploads_on_close=True)
    other = await both_sent(room, second)
    room.panes.document.set_recording(room.panes.recording)  # the same again is not closed
    room.panes.document.set_recording(other)
    await until(lambda: room.on_server() == ["second.wav"])
    store = room.panes.desk.store
    await until(lambda: [each.recording_id for each in store.uploads("on-device")] == [other.record.id])
    await closing.finish()
    assert room.on_server() == []


async def test_a_question_under_way_keeps_its_upload_until_its_end(
    room: Room, second: Path, closing: DeletionOnClose
) -> None:
    room.panes.preferences.change(delete_uploads_on_close=True)
    other = await both_sent(room, second)
    script_answer(room.server, said("Begun"), end="hang")
    room.panes.runner.ask("What?")
    await until(lambda: room.panes.runner.current_answer() is not None and room.panes.runner.progress is None)
    room.panes.document.set_recording(other)
    assert room.on_server() == ["interview.ogg", "second.wav"]
    room.panes.document.set_recording(room.panes.recording)
    room.panes.document.set_recording(other)
    assert room.panes.runner.is_asking(room.panes.recording.record.id)
    await room.panes.runner.close()
    await closing.finish()
    assert room.on_server() == []

"""Deleting a recording's uploads when it is closed: only where wished, and not under a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from qasync import QEventLoop

from audio_desk.operations.open_recording import Recording, open_recording
from audio_desk.operations.uploads import upload_recording
from audio_desk.ui.uploads.closing import DeletionOnClose
from tests.server_process import ServerProcess
from tests.ui.panes import Panes
from tests.ui.served import said, script_answer
from tests.ui.waiting import until


@pytest.fixture
def owner(qt_loop: QEventLoop) -> QObject:
    return QObject()


async def sent(panes: Panes, recording: Recording) -> None:
    async for _ in upload_recording(panes.desk, "on-device", recording):
        pass


def on_server(server: ServerProcess) -> list[str]:
    return sorted(file["displayName"] for file in server.call("GET", "/v1beta/files").get("files", []))


async def both_sent(panes: Panes, second: Path) -> Recording:
    """The sample, which is shown, and another recording."""
    other = await open_recording(panes.desk, second)
    await sent(panes, panes.recording)
    await sent(panes, other)
    panes.document.set_recording(panes.recording)
    return other


async def test_uploads_stay_unless_the_settings_say_otherwise(
    qt_loop: QEventLoop, panes: Panes, second: Path, server: ServerProcess, owner: QObject
) -> None:
    closing = DeletionOnClose(panes.desk, panes.document, panes.preferences, panes.runner, owner)
    other = await both_sent(panes, second)
    panes.document.set_recording(other)
    await closing.finish()
    assert on_server(server) == ["interview.ogg", "second.wav"]


async def test_the_uploads_of_what_is_closed_are_deleted_at_once_and_the_last_ones_at_the_end(
    qt_loop: QEventLoop, panes: Panes, second: Path, server: ServerProcess, owner: QObject
) -> None:
    closing = DeletionOnClose(panes.desk, panes.document, panes.preferences, panes.runner, owner)
    panes.preferences.change(delete_uploads_on_close=True)
    other = await both_sent(panes, second)
    panes.document.set_recording(panes.recording)  # the same again is not closed
    panes.document.set_recording(other)
    await until(lambda: on_server(server) == ["second.wav"])
    store = panes.desk.store
    await until(lambda: [each.recording_id for each in store.uploads("on-device")] == [other.record.id])
    await closing.finish()
    assert on_server(server) == []


async def test_a_question_under_way_keeps_its_upload_until_its_end(
    qt_loop: QEventLoop, panes: Panes, second: Path, server: ServerProcess, owner: QObject
) -> None:
    closing = DeletionOnClose(panes.desk, panes.document, panes.preferences, panes.runner, owner)
    panes.preferences.change(delete_uploads_on_close=True)
    other = await both_sent(panes, second)
    script_answer(server, said("Begun"), end="hang")
    panes.runner.ask("What?")
    await until(lambda: panes.runner.current_answer() is not None and panes.runner.progress is None)
    panes.document.set_recording(other)
    assert on_server(server) == ["interview.ogg", "second.wav"]
    panes.document.set_recording(panes.recording)
    panes.document.set_recording(other)
    assert panes.runner.is_asking(panes.recording.record.id)
    await panes.runner.close()
    await closing.finish()
    assert on_server(server) == []

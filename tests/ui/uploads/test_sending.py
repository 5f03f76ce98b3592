"""Adding files in the uploads pane: a line for each, its progress, what can be done, what is left over."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget

from audio_desk.ui.uploads.pane import UploadsPane
from audio_desk.ui.uploads.sending_row import SendingRow
from tests.ui.finding import question_box
from tests.ui.uploads.room import LEFT, Room, answer_question, click, names
from tests.ui.waiting import until

SLOW = {
    "path": "/upload",
    "command": "upload",
    "action": "slow",
    "bytes_per_second": 2_000_000,
    "times": 0,
}


@pytest.fixture
def long_wav(tmp_path: Path) -> Path:
    """Two chunks and a half that no server has seen."""
    return noise(tmp_path / "long.wav", 20)


@pytest.fixture
def odd_type(tmp_path: Path) -> Path:
    """Sound of a type that Gemini does not take: Opus in WebM, ten seconds."""
    path = tmp_path / "odd.webm"
    sound = np.random.default_rng(7).uniform(-0.2, 0.2, (1, 480_000)).astype(np.float32)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libopus", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(sound, format="fltp", layout="mono")
        frame.sample_rate = 48_000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            out.mux(packet)
    return path


def noise(path: Path, mib: float) -> Path:
    frames = round(mib * 2**20 / 4)
    sound = np.random.default_rng().integers(-9000, 9000, (frames, 2), dtype=np.int16)
    soundfile.write(path, sound, 44_100, subtype="PCM_16")
    return path


def row_of(pane: UploadsPane, name: str) -> SendingRow:
    (row,) = [row for row in pane.sending.rows if row.face is not None and row.face.name == name]
    return row


def press(row: SendingRow, act: str) -> None:
    (button,) = [each for each in row.findChildren(QAbstractButton, f"sending-{act}") if each.isVisible()]
    QTest.mouseClick(button, LEFT)


def drop(on: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, action = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), action, data, LEFT, keys)
    QApplication.sendEvent(on, enter)
    assert enter.isAccepted()
    dropped = QDropEvent(QPointF(9, 9), action, data, LEFT, keys)
    QApplication.sendEvent(on, dropped)
    assert dropped.isAccepted()


async def test_a_dropped_file_is_sent_and_becomes_the_chosen_row(room: Room, tmp_path: Path) -> None:
    pane = await room.open()
    told: list[str] = []
    pane.sending_changed.connect(told.append)
    drop(pane, noise(tmp_path / "Åsa – küche.wav", 0.5))
    await until(lambda: names(pane) == ["Åsa – küche.wav"])
    await until(lambda: [upload.file.display_name for upload in pane.table.chosen] == ["Åsa – küche.wav"])
    assert not pane.sending.isVisible()
    assert "Uploading Åsa – küche.wav" in told
    assert told[-1] == ""
    (upload,) = pane.model.uploads
    assert upload.recording is not None
    assert upload.seconds == pytest.approx(0.5 * 2**20 / 4 / 44_100, abs=0.01)


async def test_files_are_chosen_in_a_dialog_and_what_is_there_already_is_not_sent_again(
    room: Room, tmp_path: Path
) -> None:
    pane = await room.open()
    path = noise(tmp_path / "twice.wav", 0.5)
    for _ in range(2):
        pane.choose_files()
        await until(lambda: any(dialog.isVisible() for dialog in pane.findChildren(QFileDialog)))
        (dialog,) = [each for each in pane.findChildren(QFileDialog) if each.isVisible()]
        (name,) = dialog.findChildren(QLineEdit, "fileNameEdit")
        name.setText(str(path))
        QTest.keyClick(name, Qt.Key.Key_Return)
        await until(lambda: not any(each.isVisible() for each in pane.findChildren(QFileDialog)))
        await until(lambda: names(pane) == ["twice.wav"] and not pane.sending.rows)
    assert len(room.server.call("GET", "/v1beta/files")["files"]) == 1


async def test_an_upload_is_paused_and_resumed_and_its_bytes_are_told(room: Room, long_wav: Path) -> None:
    room.server.script_faults([SLOW])
    pane = await room.open()
    pane.add_files([long_wav])
    row = row_of(pane, "long.wav")
    await until(lambda: "/s" in row.words and " left" in row.words)
    assert " of 21 MB" in row.words
    press(row, "pause")
    await until(lambda: row.words.startswith("Paused · "))
    assert " of 21 MB" in row.words
    room.server.clear_faults()
    press(row, "resume")
    await until(lambda: names(pane) == ["long.wav"])


async def test_a_cancelled_upload_goes_and_the_server_is_told(room: Room, long_wav: Path) -> None:
    room.server.script_faults([SLOW])
    pane = await room.open()
    before = len(room.server.seen())
    pane.add_files([long_wav])
    row = row_of(pane, "long.wav")
    await until(lambda: " of 21 MB" in row.words)
    press(row, "cancel")
    await until(lambda: not pane.sending.rows)

    def told() -> bool:
        seen = room.server.seen()[before:]
        return any("cancel" in each["headers"].get("x-goog-upload-command", "") for each in seen)

    await until(told)
    assert names(pane) == []


async def test_what_gemini_does_not_take_is_offered_as_flac_with_its_size_before(
    room: Room, odd_type: Path
) -> None:
    pane = await room.open()
    pane.add_files([odd_type])
    row = row_of(pane, "odd.webm")
    await until(lambda: "FLAC" in row.words)
    assert "type that Gemini does not take" in row.words
    assert " KB" in row.words
    assert room.server.call("GET", "/v1beta/files") == {}
    press(row, "convert")
    await until(lambda: names(pane) == ["odd.webm"])
    (upload,) = pane.model.uploads
    assert upload.file.mime_type == "audio/flac"
    assert upload.recording is not None
    assert upload.seconds == pytest.approx(10, abs=0.1)


async def test_a_failure_says_why_and_is_tried_again_or_taken_away(room: Room, tmp_path: Path) -> None:
    pane = await room.open()
    missing, text = tmp_path / "late.wav", tmp_path / "words.txt"
    text.write_text("no sound")
    pane.add_files([missing, text])
    late, words = row_of(pane, "late.wav"), row_of(pane, "words.txt")
    await until(lambda: "is not there" in late.words and "is not sound" in words.words)
    noise(missing, 0.5)
    press(late, "retry")
    await until(lambda: names(pane) == ["late.wav"])
    press(words, "remove")
    assert not pane.sending.rows
    assert not pane.sending.isVisible()


async def test_the_next_run_offers_to_go_on_with_what_is_not_finished(room: Room, long_wav: Path) -> None:
    room.server.script_faults([SLOW])
    first = await room.open()
    first.add_files([long_wav])
    row = row_of(first, "long.wav")
    await until(lambda: row.face is not None and row.face.share is not None and row.face.share > 0.5)
    first.hide()
    await first.close_work()
    room.server.clear_faults()
    before = len(room.server.seen())
    pane = await room.open()
    await until(lambda: pane.sending.rows)
    offer = row_of(pane, "long.wav")
    assert offer.words.startswith("Not finished: 21 MB, begun Today")
    press(offer, "continue")
    await until(lambda: names(pane) == ["long.wav"])
    told = [each["headers"].get("x-goog-upload-command", "") for each in room.server.seen()[before:]]
    assert next(command for command in told if command) == "query"
    assert "start" not in told


async def test_what_is_not_finished_can_be_forgotten(room: Room, long_wav: Path) -> None:
    room.server.script_faults([SLOW])
    first = await room.open()
    first.add_files([long_wav])
    await until(lambda: room.panes.desk.store.sessions("on-device"))
    await first.close_work()
    first.hide()
    room.server.clear_faults()
    pane = await room.open()
    await until(lambda: pane.sending.rows)
    press(row_of(pane, "long.wav"), "forget")
    await until(lambda: not room.panes.desk.store.sessions("on-device"))
    assert not pane.sending.rows


async def test_every_button_of_a_line_says_what_it_is_about(room: Room, long_wav: Path) -> None:
    room.server.script_faults([SLOW])
    pane = await room.open()
    pane.add_files([long_wav])
    row = row_of(pane, "long.wav")
    await until(lambda: " of 21 MB" in row.words)
    buttons = [button for button in row.findChildren(QAbstractButton) if button.isVisible()]
    assert [button.accessibleName() for button in buttons] == ["Pause: long.wav", "Cancel: long.wav"]
    assert row.accessibleDescription() == row.words
    click(pane, "sending-cancel")
    await until(lambda: not pane.sending.rows)


async def test_before_the_first_file_goes_to_google_one_is_asked_once(room: Room, tmp_path: Path) -> None:
    pane = await room.open()
    room.panes.preferences.change(account="gemini")
    first, other = noise(tmp_path / "first.wav", 0.1), noise(tmp_path / "other.wav", 0.1)
    pane.add_files([first])
    question = await answer_question("confirm-no")
    assert "first.wav will go to Google" in question
    assert not pane.sending.rows
    pane.add_files([first])
    await answer_question("confirm-yes")
    await until(lambda: pane.sending.rows and "Gemini key" in row_of(pane, "first.wav").words)
    pane.add_files([other])
    await until(lambda: "Gemini key" in row_of(pane, "other.wav").words)
    assert question_box() is None

"""What can be done with one upload: open its recording, show its folder, ask about it wherever it is from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton

from audio_desk.request_settings import RequestSettings
from audio_desk.ui.ask.receipt_dialog import ReceiptDialog
from audio_desk.ui.uploads.ask_upload_dialog import AskUploadDialog
from audio_desk.ui.uploads.pane import UploadsPane
from tests.ui.finding import child, question_box
from tests.ui.served import said, script_answer, script_refusal
from tests.ui.uploads.room import LEFT, Room, click, click_row, names
from tests.ui.waiting import until


class Folders(QObject):
    """Stands for the system's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


async def dialog_of(pane: UploadsPane) -> AskUploadDialog:
    await until(lambda: any(each.isVisible() for each in pane.findChildren(AskUploadDialog)))
    (dialog,) = [each for each in pane.findChildren(AskUploadDialog) if each.isVisible()]
    return dialog


async def test_an_upload_of_here_opens_its_recording_by_key_and_by_button(room: Room, sample: Path) -> None:
    await room.send()
    pane = await room.open()
    opened: list[Path] = []
    asked: list[Path] = []
    pane.acts.open_wanted.connect(opened.append)
    pane.acts.ask_wanted.connect(asked.append)
    click_row(pane, 0)
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    click(pane, "open-upload")
    assert opened == [sample, sample]
    click(pane, "ask-upload")
    assert asked == [sample]


async def test_its_folder_is_shown_by_the_systems_file_manager(room: Room, sample: Path) -> None:
    await room.send()
    pane = await room.open()
    folders = Folders()
    QDesktopServices.setUrlHandler("file", folders, "show")  # type: ignore[arg-type]
    try:
        click_row(pane, 0)
        click(pane, "reveal-upload")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert folders.shown == [sample.parent]


async def test_an_upload_of_another_program_is_asked_about_and_its_length_is_said_to_be_unknown(
    room: Room, second: Path
) -> None:
    await room.put(1, second, "theirs.wav")
    pane = await room.open()
    click_row(pane, 0)
    click(pane, "ask-upload")
    dialog = await dialog_of(pane)
    assert "its length is not known" in child(dialog, QLabel, "ask-upload-note").text()
    question = child(dialog, QLineEdit, "ask-upload-question")
    answer = child(dialog, QPlainTextEdit, "ask-upload-answer")
    script_answer(room.server, said("A swelling "), said("tone [00:00].", "STOP"))
    QTest.keyClicks(question, "What is heard?")
    QTest.keyClick(question, Qt.Key.Key_Return)
    await until(lambda: answer.toPlainText() == "A swelling tone [00:00]." and not dialog.is_running)
    body = next(seen["body"] for seen in reversed(room.server.seen()) if "streamGenerate" in seen["path"])
    (file, prompt) = body["contents"][0]["parts"]
    assert pane.model.uploads[0].file.uri in str(file)
    assert prompt["text"].startswith("What is heard?")
    QTest.mouseClick(dialog.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "A swelling tone [00:00]."
    script_answer(room.server, said("Cut off", "MAX_TOKENS"))
    QTest.mouseClick(dialog.transcribe, LEFT)
    await until(lambda: child(dialog, QLabel, "ask-upload-state").text().startswith("Incomplete"))
    assert answer.toPlainText() == "Cut off"
    script_refusal(room.server, "streamGenerateContent", 404, "NOT_FOUND", "models/x is not found")
    QTest.mouseClick(dialog.ask, LEFT)
    await until(lambda: "not" in child(dialog, QLabel, "ask-upload-state").text() and not dialog.is_running)
    dialog.accept()
    await until(lambda: not pane.findChildren(AskUploadDialog))


async def test_a_question_to_gemini_waits_for_consent_and_leaves_a_receipt(
    room: Room, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", room.server.base_url)
    monkeypatch.setenv("GEMINI_API_KEY", room.server.api_key)
    await room.put(1, second, "theirs.wav")
    wanted = RequestSettings(system_instruction="Be brief.", model="gemini-3.8-flash")
    room.panes.preferences.change(account="gemini", told=(), request=wanted)
    pane = await room.open()
    pane.acts.ask(pane.model.uploads[0])
    dialog = await dialog_of(pane)
    before = len(room.server.seen())
    for button, agreed in (("confirm-no", False), ("confirm-yes", True)):
        script_answer(room.server, said("A tone.", "STOP"))
        QTest.keyClicks(dialog.question, "" if dialog.question.text() else "What is heard?")
        QTest.mouseClick(dialog.ask, LEFT)
        await until(lambda: question_box() is not None)
        box = question_box()
        assert box is not None
        assert "where the sound of theirs.wav is already" in box.text() + box.informativeText()
        assert len(room.server.seen()) == before
        QTest.mouseClick(child(box, QPushButton, button), LEFT)
        await until(lambda: question_box() is None)
        assert ("gemini" in room.panes.preferences.settings.told) == agreed
    await until(lambda: dialog.answer.toPlainText() == "A tone." and not dialog.is_running)
    seen = next(seen for seen in reversed(room.server.seen()) if "streamGenerate" in seen["path"])
    assert "gemini-3.8-flash" in seen["path"]
    assert seen["body"]["systemInstruction"]["parts"] == [{"text": "Be brief."}]
    assert child(dialog, QLabel, "ask-upload-state").text().startswith("107 tokens · $")
    QTest.mouseClick(dialog.receipt, LEFT)
    await until(lambda: any(each.isVisible() for each in dialog.findChildren(ReceiptDialog)))
    (receipt,) = dialog.findChildren(ReceiptDialog)
    assert f"SHA-256 {seen['body_sha256']}" in child(receipt, QLabel, "receipt-body").text()
    assert "the upload until" in child(receipt, QLabel, "receipt-kept").text()
    QTest.mouseClick(child(receipt, QPushButton, "receipt-delete"), LEFT)
    gone = "the upload was deleted just now"
    await until(lambda: child(receipt, QLabel, "receipt-kept").text() == gone)
    receipt.accept()
    await until(lambda: not dialog.findChildren(ReceiptDialog))
    dialog.accept()
    await until(lambda: not pane.findChildren(AskUploadDialog))


async def test_a_question_under_way_is_stopped_and_closing_the_dialog_ends_it(
    room: Room, second: Path
) -> None:
    await room.put(1, second)
    pane = await room.open()
    pane.acts.ask(pane.model.uploads[0])
    dialog = await dialog_of(pane)
    for end in (lambda: QTest.mouseClick(dialog.stop, LEFT), dialog.reject):
        script_answer(room.server, said("Begun"), end="hang")
        assert dialog.transcribe.isVisible()
        QTest.mouseClick(dialog.transcribe, LEFT)
        await until(lambda: dialog.answer.toPlainText() == "Begun")
        end()
        await until(lambda: not dialog.is_running)
    await until(lambda: not pane.findChildren(AskUploadDialog))


async def test_the_menu_of_a_row_offers_what_its_buttons_do(room: Room, second: Path) -> None:
    await room.put(1, second, "theirs.wav")
    await room.send()
    pane = await room.open()
    menu = child(pane, QMenu, "upload-menu")

    def offered(row: int) -> list[str]:
        click_row(pane, row)
        pane.table.menu_wanted.emit(pane.mapToGlobal(pane.rect().center()))
        words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
        menu.hide()
        return words

    assert names(pane) == ["interview.ogg", "theirs.wav"]
    assert offered(0) == [
        "Ask about it",
        "Open its recording",
        "Show its recording's folder",
        "Copy details",
        "Delete…",
    ]
    assert offered(1) == ["Ask about it", "Copy details", "Delete…"]

"""What is asked for is what leaves: settings, plan, consent, regions only, templates, receipts."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QMenu, QPlainTextEdit, QPushButton, QTabWidget

from audio_desk import settings as settings_file
from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.operations.asking.receipts import whole_body
from audio_desk.paths import Paths
from audio_desk.settings import Settings
from audio_desk.ui.ask.plan_dialog import PlanDialog
from audio_desk.ui.ask.receipt_dialog import ReceiptDialog
from audio_desk.ui.ask.request_dialog import RequestDialog
from audio_desk.ui.ask.template_dialog import TemplateDialog
from audio_desk.ui.settings.key_dialog import KeyDialog
from tests.journeys.conftest import OpenWindow
from tests.journeys.desk_window import DeskWindow
from tests.server_process import ServerProcess
from tests.ui.finding import question_box
from tests.ui.served import said, script_answer, script_refusal
from tests.ui.waiting import until


@pytest.fixture
def google(server: ServerProcess, monkeypatch: pytest.MonkeyPatch) -> ServerProcess:
    """The server on this computer in Google's place, with its key."""
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server.base_url)
    monkeypatch.setenv("GEMINI_API_KEY", server.api_key)
    return server


@pytest.fixture
def new_at_gemini(open_window: OpenWindow, google: ServerProcess) -> DeskWindow:
    """Nothing was ever sent."""
    return open_window(Settings(account="gemini"))


@pytest.fixture
def at_gemini(open_window: OpenWindow, google: ServerProcess) -> DeskWindow:
    return open_window(Settings(account="gemini", told=("gemini",)))


def requests(server: ServerProcess) -> list[dict[str, Any]]:
    return [seen for seen in server.seen() if "streamGenerateContent" in seen["path"]]


async def answered(desk: DeskWindow, text: str = "Yes.") -> None:
    """Press the primary button, agree to nothing, wait for the answer."""
    script_answer(desk.server, said(text, "STOP"))
    desk.click("transcribe")
    await until(lambda: desk.window.runner.is_running)
    await until(lambda: not desk.window.runner.is_running)
    await desk.window.settled()


async def test_the_receipt_is_what_the_server_received_byte_for_byte(desk_window: DeskWindow) -> None:
    desk_window.drag(34, 52)
    desk_window.click("region-mode")
    await answered(desk_window)
    desk_window.window.results.tabs.setCurrentWidget(desk_window.window.results.answers)
    desk_window.click("show-receipt")
    dialog = await desk_window.dialog(ReceiptDialog)
    seen, receipt, region = requests(desk_window.server)[-1], dialog.receipt, desk_window.document.selection
    assert receipt is not None
    assert region is not None
    clip = cut_flac(desk_window.recording.path, region).data
    assert hashlib.sha256(whole_body(receipt, clip)).hexdigest() == seen["body_sha256"]
    shown = desk_window.label("receipt-body")
    assert shown == f"{seen['body_bytes']:,} bytes, SHA-256 {seen['body_sha256']}"
    assert "audio/flac within the request" in desk_window.label("receipt-sound")
    assert "100 tokens in, 7 out · free" in desk_window.label("receipt-took")
    assert (
        "Provide a transcript of the speech."
        in desk_window.find(QPlainTextEdit, "receipt-words").toPlainText()
    )
    desk_window.click("receipt-close")
    await until(lambda: desk_window.open_dialogs() == [])


async def test_an_upload_is_deleted_from_its_receipt(desk_window: DeskWindow) -> None:
    await answered(desk_window)
    desk_window.window.results.tabs.setCurrentWidget(desk_window.window.results.answers)
    desk_window.click("show-receipt")
    await desk_window.dialog(ReceiptDialog)
    assert "the upload until" in desk_window.label("receipt-kept")
    desk_window.click("receipt-delete")
    await until(lambda: "deleted just now" in desk_window.label("receipt-kept"))
    assert desk_window.server.call("GET", "/v1beta/files").get("files", []) == []
    desk_window.click("receipt-close")
    await until(lambda: desk_window.open_dialogs() == [])


async def test_settings_travel_and_are_remembered_with_the_recording(desk_window: DeskWindow) -> None:
    desk_window.click("request-settings")
    dialog = await desk_window.dialog(RequestDialog)
    dialog.instruction.setFocus()
    desk_window.write("Be brief.")
    tabs = desk_window.find(QTabWidget, "request-tabs")
    tabs.setCurrentIndex(1)
    first = next(iter(dialog.safety.values()))
    first.setFocus()
    desk_window.press(Qt.Key.Key_Down)
    tabs.setCurrentIndex(2)
    heat = desk_window.find(QDoubleSpinBox, "temperature")
    heat.setFocus()
    desk_window.press(Qt.Key.Key_Up)
    desk_window.click("request-keep")
    await desk_window.window.settled()
    await answered(desk_window)
    body = requests(desk_window.server)[-1]["body"]
    assert body["systemInstruction"]["parts"] == [{"text": "Be brief."}]
    assert body["safetySettings"] == [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "OFF"}]
    assert body["generationConfig"] == {"temperature": 0.0}
    record = desk_window.session.desk.store.recording(desk_window.recording.record.id)
    assert record.request is not None
    assert record.request.system_instruction == "Be brief."
    desk_window.click("request-settings")
    again = await desk_window.dialog(RequestDialog)
    assert again.settings == record.request
    desk_window.click("request-cancel")
    await until(lambda: desk_window.open_dialogs() == [])


async def test_the_first_request_to_gemini_is_agreed_to_once(
    new_at_gemini: DeskWindow, sample: Path, home: Paths
) -> None:
    desk, google = new_at_gemini, new_at_gemini.server
    await desk.open(sample)
    before = len(requests(google))
    desk.click("transcribe")
    await until(question_box)
    desk.click("confirm-no")
    await until(lambda: question_box() is None)
    assert not desk.window.runner.is_running
    assert len(requests(google)) == before
    script_answer(google, said("Yes.", "STOP"), times=2)
    desk.click("transcribe")
    await until(question_box)
    desk.click("confirm-yes")
    await until(lambda: len(requests(google)) == before + 1)
    await until(lambda: not desk.window.runner.is_running)
    assert settings_file.load(home.settings_file).told == ("gemini",)
    await answered(desk)
    assert question_box() is None
    await until(lambda: desk.label("status-spent").startswith("Today: 214 tokens · $"))
    desk.click("english-read")
    assert settings_file.load(home.settings_file).told == ("gemini", "english")


async def test_regions_only_leaves_no_way_to_send_the_whole(at_gemini: DeskWindow, sample: Path) -> None:
    desk, google = at_gemini, at_gemini.server
    await desk.open(sample)
    desk.click("request-settings")
    dialog = await desk.dialog(RequestDialog)
    dialog.regions_only.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.click("request-keep")
    await desk.window.settled()
    assert "Stays here" in desk.window.ask.choice.whole.detail
    before = len(requests(google))
    desk.click("transcribe")
    await until(lambda: not desk.window.runner.is_running)
    await until(lambda: "in regions only" in desk.window.ask.banner.message)
    desk.drag(34, 52)
    assert not desk.window.ask.choice.whole.isEnabled()
    await answered(desk)
    body = requests(google)[-1]["body"]
    assert len(requests(google)) == before + 1
    assert "inlineData" in body["contents"][0]["parts"][0]
    assert google.call("GET", "/v1beta/files").get("files", []) == []


async def test_the_plan_shows_both_ways_and_the_server_counts_exactly(desk_window: DeskWindow) -> None:
    desk_window.drag(34, 52)
    desk_window.click("show-plan")
    dialog = await desk_window.dialog(PlanDialog)
    assert desk_window.label("plan-whole-1") == "00:34 to 00:52, whole seconds"
    assert desk_window.label("plan-region-1").startswith("0:34.")
    assert "inside the request" in desk_window.label("plan-region-3")
    assert dialog.prompt.toPlainText().startswith("Provide a transcript of the speech from 00:34 to 00:52.")
    desk_window.click("count-exactly")
    await until(lambda: desk_window.label("plan-counted").startswith("Exactly 4,0"))
    assert "countTokens" in desk_window.server.seen()[-1]["path"]
    desk_window.click("plan-close")
    await until(lambda: desk_window.open_dialogs() == [])


async def test_an_exact_count_needs_consent_too_because_the_sound_leaves_for_it(
    new_at_gemini: DeskWindow, google: ServerProcess, sample: Path
) -> None:
    desk = new_at_gemini
    await desk.open(sample)
    before = [seen for seen in google.seen() if seen["method"] == "POST"]
    desk.click("show-plan")
    await desk.dialog(PlanDialog)
    desk.click("count-exactly")
    await until(lambda: "message" in desk.open_dialogs())
    desk.click("confirm-no")
    await until(lambda: desk.open_dialogs() == ["plan-dialog"])
    await until(desk.find(QPushButton, "count-exactly").isEnabled)
    assert [seen for seen in google.seen() if seen["method"] == "POST"] == before
    desk.click("count-exactly")
    await until(lambda: "message" in desk.open_dialogs())
    desk.click("confirm-yes")
    await until(lambda: desk.label("plan-counted").startswith("Exactly 4,0"))
    assert "countTokens" in google.seen()[-1]["path"]
    desk.click("plan-close")
    await until(lambda: desk.open_dialogs() == [])


async def test_a_template_is_shown_filled_in_and_follows_the_region(desk_window: DeskWindow) -> None:
    desk_window.drag(34, 52)
    desk_window.click("templates")
    choose(desk_window, "template-0")
    question = desk_window.window.ask.question
    assert question.text().startswith("List the key moments from 00:34 to 00:52")
    desk_window.drag(60, 70)
    assert question.text().startswith("List the key moments from 01:00 to 01:10")
    question.setFocus()
    QTest.keyClick(question, Qt.Key.Key_End)
    desk_window.write(" Please.")
    desk_window.drag(34, 52)
    assert "from 01:00 to 01:10" in question.text()


async def test_ones_own_template_is_made_kept_and_offered(desk_window: DeskWindow) -> None:
    desk_window.click("templates")
    choose(desk_window, "edit-templates")
    dialog = await desk_window.dialog(TemplateDialog)
    desk_window.click("template-new")
    desk_window.write("Mine")
    dialog.text.setFocus()
    desk_window.write("What does {file} tell?")
    assert desk_window.label("template-filled") == "Filled in: What does interview.ogg tell?"
    desk_window.click("template-keep")
    await until(lambda: desk_window.open_dialogs() == [])
    await desk_window.window.settled()
    desk_window.click("templates")
    choose(desk_window, "template-6")
    assert desk_window.window.ask.question.text() == "What does interview.ogg tell?"


async def test_a_key_is_tested_without_being_stored(empty_window: DeskWindow, google: ServerProcess) -> None:
    empty_window.window.errands.ask_for_key()
    dialog = await empty_window.dialog(KeyDialog)
    await until(lambda: "environment" in dialog.origin.text())
    empty_window.click("key-test")
    await until(lambda: dialog.origin.text().startswith("The key works"))
    dialog.field.setText("wrong")
    empty_window.click("key-test")
    await until(dialog.problem.isVisible)
    assert "does not accept the key" in dialog.problem.text()
    dialog.reject()


async def test_the_last_good_list_of_models_is_shown_when_no_new_one_comes(at_gemini: DeskWindow) -> None:
    menu, server = at_gemini.window.account.choices, at_gemini.server
    at_gemini.click("account-menu")
    await until(lambda: any(action.objectName() == "model-whisper-tiny.en" for action in menu.actions()))
    menu.close()
    await at_gemini.window.settled()
    script_refusal(server, "/v1beta/models", 503, "UNAVAILABLE", "Overloaded.", times=5)
    at_gemini.click("account-menu")
    await until(lambda: any("overloaded" in action.text() for action in menu.actions()))
    (kept,) = [action for action in menu.actions() if action.objectName() == "model-whisper-tiny.en"]
    assert kept.toolTip().startswith("Hears up to 9.5 h")
    menu.close()


def choose(desk: DeskWindow, name: str) -> None:
    """Click the action called `name` in the menu of templates."""
    menu = desk.find(QMenu, "template-choices")
    (action,) = [action for action in menu.actions() if action.objectName() == name]
    place = menu.actionGeometry(action).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

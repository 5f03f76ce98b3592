"""Who answers: this computer or Gemini, with which model, with which key."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QRadioButton

from audio_desk import settings as settings_file
from audio_desk.paths import Paths
from audio_desk.ui.settings.key_dialog import KeyDialog
from audio_desk.ui.settings.settings_dialog import SettingsDialog
from audio_desk.ui.theme import DARK
from tests.journeys.desk_window import DeskWindow
from tests.journeys.keyrings import MemoryKeyring
from tests.server_process import ServerProcess
from tests.ui.waiting import until


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    made = MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def google(server: ServerProcess, monkeypatch: pytest.MonkeyPatch) -> ServerProcess:
    """The server on this computer in Google's place."""
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server.base_url)
    return server


def choices(desk: DeskWindow) -> QMenu:
    """Opens the account's menu."""
    if not desk.window.account.choices.isVisible():
        desk.click("account-menu")
    return desk.window.account.choices


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def choose(desk: DeskWindow, name: str) -> None:
    """Click the action called `name` in the account's menu."""
    menu = choices(desk)
    (action,) = [action for action in menu.actions() if action.objectName() == name]
    place = menu.actionGeometry(action).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def checked(menu: QMenu) -> list[str]:
    found: list[QAction] = [action for action in menu.actions() if action.isChecked()]
    return [action.text() for action in found]


async def test_this_computer_answers_until_something_else_is_chosen(empty_window: DeskWindow) -> None:
    assert empty_window.window.account.parts == ("This computer", "whisper-tiny.en")
    assert (
        empty_window.label("status-origin") == "Working on this computer: transcripts and quotes, in English"
    )


async def test_the_menu_lists_the_models_of_the_account(empty_window: DeskWindow) -> None:
    menu = choices(empty_window)
    await until(lambda: "Asking for the list..." not in texts(menu))
    assert checked(menu) == ["This computer", "whisper-tiny.en"]
    menu.close()


async def test_gemini_without_a_key_says_so_and_offers_to_enter_one(
    empty_window: DeskWindow, home: Paths
) -> None:
    choose(empty_window, "account-gemini")
    await until(lambda: empty_window.label("status-origin") == "No Gemini key yet")
    await empty_window.window.settled()
    assert settings_file.load(home.settings_file).account == "gemini"
    choose(empty_window, "account-key")
    dialog = await empty_window.dialog(KeyDialog)
    await until(lambda: dialog.origin.text() == "There is no key yet.")
    dialog.reject()


async def test_without_a_keyring_the_dialog_says_which_variable_to_set(empty_window: DeskWindow) -> None:
    empty_window.window.errands.ask_for_key()
    dialog = await empty_window.dialog(KeyDialog)
    QTest.keyClicks(dialog.field, "a-key")
    empty_window.click("key-store")
    await until(dialog.problem.isVisible)
    assert "GEMINI_API_KEY" in dialog.problem.text()
    dialog.reject()


async def test_a_pasted_key_is_trimmed_stored_and_used(
    empty_window: DeskWindow, ring: MemoryKeyring, google: ServerProcess
) -> None:
    empty_window.window.errands.ask_for_key()
    dialog = await empty_window.dialog(KeyDialog)
    assert not dialog.store_button.isEnabled()
    dialog.field.setText(f"  {google.api_key}\n ")
    empty_window.click("key-store")
    await until(lambda: empty_window.window.account.parts[0] == "Gemini")
    assert list(ring.kept.values()) == [google.api_key]
    await until(lambda: empty_window.label("status-origin") == "Key from the system keyring")
    menu = choices(empty_window)
    await until(lambda: "Asking for the list..." not in texts(menu))
    menu.close()


async def test_a_stored_key_can_be_forgotten(empty_window: DeskWindow, ring: MemoryKeyring) -> None:
    ring.set_password("audio-desk", "gemini-api-key", "old")
    empty_window.window.errands.ask_for_key()
    dialog = await empty_window.dialog(KeyDialog)
    await until(dialog.forget_button.isVisible)
    assert "stored in the keyring" in dialog.origin.text()
    empty_window.click("key-forget")
    await until(lambda: not ring.kept)
    await until(lambda: dialog.origin.text() == "There is no key yet.")
    dialog.reject()


async def test_a_key_of_the_environment_is_named_and_never_shown(
    empty_window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "environment-key")
    empty_window.window.errands.ask_for_key()
    dialog = await empty_window.dialog(KeyDialog)
    await until(lambda: "environment" in dialog.origin.text())
    assert "environment-key" not in dialog.origin.text() + dialog.field.text()
    assert not dialog.forget_button.isVisible()
    dialog.reject()


async def test_a_rejected_key_is_told_in_the_menu(
    empty_window: DeskWindow, google: ServerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "wrong-key")
    choose(empty_window, "account-gemini")
    menu = choices(empty_window)
    await until(lambda: any("key" in text.lower() and text != "Gemini key..." for text in texts(menu)))
    menu.close()
    await empty_window.window.settled()


async def test_the_dark_appearance_is_one_click_and_is_remembered(
    empty_window: DeskWindow, home: Paths
) -> None:
    empty_window.click("settings")
    dialog = await empty_window.dialog(SettingsDialog)
    (dark,) = dialog.findChildren(QRadioButton, "appearance-dark")
    dark.click()
    assert empty_window.window.grab().toImage().pixelColor(700, 20).name() == DARK.panel
    empty_window.click("settings-close")
    await until(lambda: not empty_window.open_dialogs())
    assert settings_file.load(home.settings_file).appearance == "dark"


async def test_another_speech_model_needs_another_consent_to_be_downloaded(
    empty_window: DeskWindow, home: Paths
) -> None:
    empty_window.click("settings")
    dialog = await empty_window.dialog(SettingsDialog)
    assert not dialog.download.isEnabled()
    dialog.use_speech_model("small.en")
    empty_window.click("speech-model-download")
    assert settings_file.load(home.settings_file).speech_model_download
    dialog.use_speech_model("medium.en")
    kept = settings_file.load(home.settings_file)
    assert (kept.speech_model, kept.speech_model_download) == ("medium.en", False)
    dialog.accept()
    await until(lambda: not empty_window.open_dialogs())

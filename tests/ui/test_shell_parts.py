"""The small parts of the shell: labels, banner, dialogs, the table of commands, the appearance."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from audio_desk.audio.info import AudioInfo
from audio_desk.error_text import Words
from audio_desk.settings import Settings
from audio_desk.ui.appearance import Appearance
from audio_desk.ui.banner import Banner
from audio_desk.ui.dialogs import ask_user, confirm
from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.go_to_time import GoToTime
from audio_desk.ui.icons import icon
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.recording_facts import facts_words, rate_words
from audio_desk.ui.theme import DARK, LIGHT, Theme
from tests.ui.waiting import until


@pytest.fixture
def clean_app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    qapp.styleHints().unsetColorScheme()
    qapp.setStyleSheet("")


def test_an_elided_label_keeps_both_ends_and_the_whole_text(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.show_text("a name that is much too long for its place.flac")
    label.resize(120, 20)
    assert label.shown_text.startswith("a na")
    assert label.shown_text.endswith("flac")
    assert label.text() == label.toolTip() == "a name that is much too long for its place.flac"


def test_a_banner_says_what_happened_and_offers_what_helps(qtbot: QtBot) -> None:
    banner = Banner(Theme())
    qtbot.addWidget(banner)
    done: list[str] = []
    assert banner.isHidden()
    banner.show_error(Words("No <connection>", "The server & you are apart.", "retry"), done.append)
    assert banner.message == "No <connection> The server & you are apart."
    (button,) = banner.findChildren(QPushButton, "banner-action")
    assert button.text() == "Try again"
    button.click()
    assert (done, banner.isHidden()) == (["retry"], True)


def test_a_banner_without_an_action_has_no_button(qtbot: QtBot) -> None:
    banner = Banner(Theme())
    qtbot.addWidget(banner)
    banner.show_error(Words("Stopped", "Nothing was changed."))
    banner.show()
    (button,) = banner.findChildren(QPushButton, "banner-action")
    assert not button.isVisible()


async def test_a_dialog_is_awaited_and_gone_afterwards(qt_loop: QEventLoop) -> None:
    dialog = QDialog()
    waiting = asyncio.get_running_loop().create_task(ask_user(dialog))
    await until(dialog.isVisible)
    dialog.accept()
    assert await waiting == QDialog.DialogCode.Accepted


async def test_a_cancelled_wait_closes_its_dialog(qt_loop: QEventLoop) -> None:
    dialog = QDialog()
    waiting = asyncio.get_running_loop().create_task(ask_user(dialog))
    await until(dialog.isVisible)
    waiting.cancel()
    await asyncio.wait([waiting])
    assert dialog not in QApplication.topLevelWidgets()


@pytest.mark.parametrize(("button", "answer"), [("confirm-yes", True), ("confirm-no", False)])
async def test_a_question_is_answered_by_its_buttons(qt_loop: QEventLoop, button: str, answer: bool) -> None:
    window = QWidget()
    window.show()
    waiting = asyncio.get_running_loop().create_task(confirm(window, "Delete?", "It is gone then.", "Delete"))
    await until(lambda: window.findChildren(QMessageBox))
    (box,) = window.findChildren(QMessageBox)
    (choice,) = box.findChildren(QPushButton, button)
    choice.click()
    assert await waiting is answer
    window.close()


async def test_escape_means_no(qt_loop: QEventLoop) -> None:
    window = QWidget()
    window.show()
    waiting = asyncio.get_running_loop().create_task(confirm(window, "Delete?", "It is gone then.", "Delete"))
    await until(lambda: window.findChildren(QMessageBox))
    (box,) = window.findChildren(QMessageBox)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert await waiting is False
    window.close()


@pytest.mark.parametrize(
    ("typed", "words"),
    [("1:75", "That is no time"), ("soon", "That is no time"), ("3:00", "The recording ends at 2:05.8.")],
)
def test_a_time_that_cannot_be_reached_is_refused_in_words(qtbot: QtBot, typed: str, words: str) -> None:
    dialog = GoToTime(125.79)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.field, typed)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    (problem,) = dialog.findChildren(QLabel, "go-to-time-problem")
    assert words in problem.text()


@pytest.mark.parametrize(("typed", "seconds"), [("1:30", 90.0), ("1m5s", 65.0), ("0:34,5", 34.5)])
def test_a_time_is_read_as_people_write_it(qtbot: QtBot, typed: str, seconds: float) -> None:
    dialog = GoToTime(125.79)
    qtbot.addWidget(dialog)
    dialog.show()
    (field,) = dialog.findChildren(QLineEdit, "go-to-time-field")
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (dialog.isVisible(), dialog.seconds) == (False, seconds)


def test_the_appearance_follows_the_setting(clean_app: QApplication, tmp_path: Path) -> None:
    preferences, theme = Preferences(Settings(appearance="dark"), tmp_path / "s.json"), Theme()
    appearance = Appearance(clean_app, preferences, theme)
    assert theme.colours is DARK
    assert clean_app.palette().window().color().name() == DARK.window
    preferences.change(appearance="light")
    assert theme.colours is LIGHT
    appearance.deleteLater()


def test_an_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot) -> None:
    image = icon("stop", "#ff0000").pixmap(20, 20).toImage()
    assert image.pixelColor(10, 10).name() == "#ff0000"


@pytest.mark.parametrize(("rate", "words"), [(24000, "24 kHz"), (44100, "44.1 kHz"), (11025, "11.025 kHz")])
def test_rates_are_written_as_people_say_them(rate: int, words: str) -> None:
    assert rate_words(rate) == words


@pytest.mark.parametrize(
    ("claimed", "damage", "words"),
    [
        (480_000, (), ""),
        (None, (), ""),
        (480_500, (), ""),
        (960_000, (), " · header claims 0:20.0 · cut off at 0:10.0"),
        (240_000, (), " · header claims 0:05.0"),
        (None, (2.5, 10.0), " · damaged at 0:02.5 · cut off at 0:10.0"),
        (960_000, (2.5, 4.0), " · header claims 0:20.0 · damaged at 0:02.5, 0:04.0"),
    ],
)
def test_a_recordings_facts_say_what_is_wrong_with_its_file(
    claimed: int | None, damage: tuple[float, ...], words: str
) -> None:
    info = AudioInfo(Path("a.wav"), "WAV", "PCM 16-bit", "audio/wav", 48_000, 2, 480_000, claimed, 9, damage)
    assert facts_words(info) == f"0:10.0 · 48 kHz stereo · WAV{words}"

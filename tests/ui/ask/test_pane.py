"""The ask pane before anything is sent: choice, costs, advice, words, keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from audio_desk.errors import KeyMissing, ServiceDown
from audio_desk.paths import Paths
from audio_desk.settings import Settings, load
from audio_desk.ui.ask.pane import AskPane
from tests.ui.finding import child
from tests.ui.panes import Panes, open_panes
from tests.ui.showing import show
from tests.ui.waiting import until

LEFT = Qt.MouseButton.LeftButton


@asynccontextmanager
async def pane_of(panes: Panes, qtbot: QtBot, width: int = 800) -> AsyncIterator[AskPane]:
    pane = AskPane(panes.document, panes.preferences, panes.runner, panes.theme)
    qtbot.addWidget(pane)
    pane.resize(width, 160)
    await show(pane)
    yield pane


async def test_without_a_recording_nothing_can_be_pressed(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes, pane_of(panes, qtbot) as pane:
        buttons = (pane.primary, pane.ask_button, pane.question, *pane.presets.values())
        assert not any(button.isEnabled() for button in buttons)


async def test_without_a_region_the_whole_recording_is_the_only_choice(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample, Settings(mode="region")) as panes, pane_of(panes, qtbot) as pane:
        panes.document.set_recording(panes.recording)
        assert pane.primary.text() == "Transcribe recording"
        assert pane.question.placeholderText() == "Ask about the whole recording…"
        assert pane.choice.whole.text() == "Whole recording"
        assert pane.choice.whole.isChecked()
        assert not pane.choice.region.isEnabled()
        assert pane.choice.region.detail == "Drag on the waveform to choose a stretch"
        panes.document.select(panes.region(34, 52))
        assert pane.choice.region.isChecked()
        assert panes.preferences.settings.mode == "region"


async def test_a_region_is_named_everywhere_with_both_costs(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes, pane_of(panes, qtbot) as pane:
        panes.document.set_recording(panes.recording)
        panes.document.select(panes.region(34.4, 51.9))
        assert pane.primary.text() == "Transcribe region"
        assert pane.question.placeholderText() == "Ask about 0:34 – 0:52…"
        assert pane.choice.whole.text() == "Whole recording, from 00:34 to 00:52"
        assert pane.choice.whole.detail.endswith("tokens · on this computer: free")
        assert pane.choice.region.text() == "Only this region"
        assert pane.choice.region.detail.endswith("tokens · on this computer: free")


async def test_on_gemini_the_choice_shows_money_and_delivery(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes, pane_of(panes, qtbot) as pane:
        panes.document.set_recording(panes.recording)
        panes.document.select(panes.region(34, 52))
        panes.preferences.change(account="gemini")
        assert "· $0.0" in pane.choice.whole.detail
        assert pane.choice.whole.detail.endswith("uploaded once, kept 48 h")
        assert pane.choice.region.detail.endswith("KB inline")
        panes.preferences.change(gemini_model="a-model-nobody-knows")
        assert "price unknown" in pane.choice.whole.detail


async def test_one_click_chooses_and_the_choice_is_remembered(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes, pane_of(panes, qtbot) as pane:
        panes.document.set_recording(panes.recording)
        panes.document.select(panes.region(34, 52))
        qtbot.mouseClick(pane.choice.region, LEFT)
        assert pane.choice.region.isChecked()
        assert load(home.settings_file).mode == "region"
        qtbot.keyClick(pane.choice.region, Qt.Key.Key_Left)
        assert pane.choice.whole.isChecked()
        assert load(home.settings_file).mode == "whole"


async def test_a_long_recording_gets_advice_that_one_click_takes(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes, pane_of(panes, qtbot) as pane:
        long = replace(
            panes.recording, info=replace(panes.recording.info, frames=panes.recording.rate * 3600)
        )
        panes.document.set_recording(long)
        assert pane.advice == ""
        panes.preferences.change(account="gemini")
        panes.document.select(panes.region(34, 94))
        assert "more reliable" in pane.advice
        assert "59 times cheaper" in pane.advice
        qtbot.mouseClick(child(pane, QPushButton, "take-advice"), LEFT)
        assert pane.choice.region.isChecked()
        assert pane.advice == ""


async def test_asking_without_a_question_puts_the_cursor_there(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes, pane_of(panes, qtbot) as pane:
        panes.document.set_recording(panes.recording)
        qtbot.mouseClick(pane.ask_button, LEFT)
        assert pane.focusWidget() is pane.question
        assert not panes.runner.is_running


async def test_narrow_panes_put_one_choice_above_the_other(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes, pane_of(panes, qtbot, width=420) as pane:
        panes.document.set_recording(panes.recording)
        await until(lambda: pane.choice.region.y() > pane.choice.whole.y())
        pane.resize(900, 160)
        await until(lambda: pane.choice.region.y() == pane.choice.whole.y())


async def test_an_error_is_said_in_the_pane_with_what_helps(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes, pane_of(panes, qtbot) as pane:
        panes.document.set_recording(panes.recording)
        wanted: list[str] = []
        pane.action_wanted.connect(wanted.append)
        panes.runner.answer_failed.emit(ServiceDown("overloaded"))
        assert "overloaded" in pane.banner.message
        panes.runner.answer_failed.emit(KeyMissing())
        assert pane.banner.message.startswith("No Gemini key")
        qtbot.mouseClick(child(pane, QPushButton, "banner-action"), LEFT)
        assert wanted == ["enter-key"]
        assert pane.banner.message == ""

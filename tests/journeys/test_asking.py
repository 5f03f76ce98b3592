"""Select, transcribe, ask, stop: from the waveform to words, on this computer."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QRadioButton

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.settings import load
from tests.journeys.desk_window import DeskWindow
from tests.ui.served import said, script_answer, script_refusal
from tests.ui.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier


def transcript(desk: DeskWindow) -> list[tuple[float, str]]:
    """The shown lines: start in seconds, words."""
    model = desk.window.results.transcript.model
    return [(segment.start_frame / model.rate, segment.text) for segment in model.segments]


def newest(desk: DeskWindow) -> AnswerRecord:
    return desk.window.results.answers.model.answers[0]


async def finished(desk: DeskWindow, count: int = 1) -> AnswerRecord:
    """Wait until `count` answers are there and nothing runs."""
    model = desk.window.results.answers.model
    await until(lambda: model.rowCount() >= count and not desk.window.runner.is_running, 120)
    await until(lambda: newest(desk).status != AnswerStatus.STREAMING)
    return newest(desk)


@pytest.mark.parametrize("mode", ["whole", "region"])
async def test_a_dragged_region_is_transcribed_at_its_place(
    desk_window: DeskWindow, interview: dict[str, Any], mode: str
) -> None:
    desk_window.drag(34, 52)
    assert desk_window.find(QRadioButton, "whole-mode").text() == "Whole recording, from 00:34 to 00:52"
    desk_window.click(f"{mode}-mode")
    desk_window.click("transcribe")
    answer = await finished(desk_window)
    assert answer.status == AnswerStatus.COMPLETE
    assert answer.mode == mode
    said_there = [
        event["start"] for event in interview["events"] if "text" in event and 34 <= event["start"] < 52
    ]
    starts = [start for start, _ in transcript(desk_window)]
    assert all(any(abs(start - true) <= 1 for start in starts) for true in said_there)
    assert all(33 <= start < 52 for start in starts)
    assert "slept through" in " ".join(words for _, words in transcript(desk_window))
    assert desk_window.document.segments == desk_window.window.results.transcript.model.segments


async def test_the_whole_journey_by_keyboard(desk_window: DeskWindow) -> None:
    desk_window.window.waveform.focus_waveform()
    desk_window.press(Qt.Key.Key_A, CTRL)
    desk_window.find(QLineEdit, "question").setFocus()
    desk_window.write("How much was he paid?")
    desk_window.press(Qt.Key.Key_Return, CTRL)
    answer = await finished(desk_window)
    assert answer.question == "How much was he paid?"
    assert "42 pounds" in answer.text or "forty two pounds" in answer.text.lower()
    body = desk_window.window.results.answers.page.body
    assert body.isVisible()
    assert body.toPlainText().startswith("This is the on-device engine")
    assert desk_window.find(QLineEdit, "question").text() == ""
    script_answer(desk_window.server, said("[00:01] Good morning.", "STOP"))
    desk_window.press(Qt.Key.Key_T, CTRL)
    assert (await finished(desk_window, 2)).task == "transcript"


async def test_a_preset_asks_with_one_click(desk_window: DeskWindow) -> None:
    desk_window.click("preset-sounds")
    answer = await finished(desk_window)
    assert answer.task == "sounds"
    assert "00:43" in answer.text
    assert desk_window.label("answer-title") == "Which sounds are not speech?"


async def test_an_answer_is_stopped_within_a_second_and_what_came_is_kept(desk_window: DeskWindow) -> None:
    desk_window.drag(34, 52)
    words = "[00:34] Did that ever happen to you?\n[00:36] Only once.\n[00:40] I was"
    script_answer(desk_window.server, said(words), end="hang")
    desk_window.click("transcribe")
    await until(lambda: transcript(desk_window))
    assert desk_window.window.results.transcript.tail == "[00:36] Only once.\n[00:40] I was"
    assert desk_window.window.ask.primary.text() == "Stop"
    begin = time.monotonic()
    desk_window.click("transcribe")
    await until(lambda: newest(desk_window).status == AnswerStatus.INTERRUPTED)
    assert time.monotonic() - begin < 1.0
    assert desk_window.window.ask.primary.text() == "Transcribe region"
    assert [words for _, words in transcript(desk_window)] == [
        "Did that ever happen to you?",
        "Only once.",
        "I was",
    ]
    assert desk_window.window.results.transcript.tail == ""
    assert desk_window.window.results.transcript.notice.words.startswith("Interrupted ")


async def test_an_answer_that_is_cut_off_is_amber_and_asked_again_with_one_click(
    desk_window: DeskWindow,
) -> None:
    script_answer(desk_window.server, said("[00:01] Good mor", "MAX_TOKENS"))
    desk_window.click("preset-summary")
    assert (await finished(desk_window)).status == AnswerStatus.INCOMPLETE
    assert desk_window.label("answer-notice-word") == "Incomplete"
    script_answer(desk_window.server, said("Good morning.", "STOP"))
    desk_window.click("answer-notice-retry")
    answer = await finished(desk_window, 2)
    assert (answer.task, answer.status) == ("summary", AnswerStatus.COMPLETE)
    assert [kept.status for kept in desk_window.window.results.answers.model.answers] == [
        AnswerStatus.COMPLETE,
        AnswerStatus.INCOMPLETE,
    ]


async def test_a_refused_question_is_told_where_it_was_asked_and_tried_again(desk_window: DeskWindow) -> None:
    script_refusal(desk_window.server, "streamGenerateContent", 503, "UNAVAILABLE", "overloaded", times=0)
    desk_window.click("preset-describe")
    banner = desk_window.window.ask.banner
    await until(banner.isVisible)
    assert "overloaded" in banner.message
    script_answer(desk_window.server, said("Two people talk.", "STOP"))
    desk_window.click("banner-action")
    answer = await finished(desk_window, 2)
    assert answer.text == "Two people talk."
    assert not banner.isVisible()


async def test_the_chosen_mode_is_remembered(desk_window: DeskWindow) -> None:
    desk_window.drag(34, 52)
    desk_window.click("region-mode")
    preferences = desk_window.session.preferences
    assert preferences.settings.mode == "region"
    file = desk_window.session.desk.paths.settings_file
    assert (await asyncio.to_thread(load, file)).mode == "region"

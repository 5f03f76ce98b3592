"""One question about the sample and two other recordings: asked together, its links open the right one."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.ui.ask.several.plan_dialog import SeveralPlanDialog
from audio_desk.ui.transcripts.answers.linked_text import LinkedText
from tests.journeys.desk_window import DeskWindow
from tests.second_recording import SecondRecording, build
from tests.ui.served import said, script_answer
from tests.ui.waiting import until


@pytest.fixture
def market(tmp_path: Path) -> SecondRecording:
    return build(tmp_path, variation=0)


@pytest.fixture
def third(tmp_path: Path) -> Path:
    """Six seconds, with a name that no chip has room for."""
    path = tmp_path / f"{'a very long walk through the harbour at night ' * 3}.wav"
    sound, rate = soundfile.read(build(tmp_path, variation=2).path, frames=6 * 22_050)
    soundfile.write(path, sound, rate)
    return path


async def also(desk: DeskWindow, *names: str) -> None:
    """Choose from the menu behind the plus, one after the other."""
    menu = desk.window.findChild(QMenu, "also-choices")
    assert menu is not None
    for name in names:
        many = len(desk.window.runner.basket.topics) + 1
        desk.click("also")
        await until(menu.isVisible)
        (entry,) = menu.findChildren(QAction, name)
        menu.close()
        entry.trigger()
        await until(partial(holds, desk, many), 120)


def holds(desk: DeskWindow, many: int) -> bool:
    return len(desk.window.runner.basket.topics) >= many and desk.window.ask.also.isEnabled()


async def answered(desk: DeskWindow) -> AnswerRecord:
    model = desk.window.results.answers.model
    await until(lambda: model.rowCount() > 0 and not desk.window.runner.is_running, 240)
    await until(lambda: model.answers[0].status != AnswerStatus.STREAMING)
    return model.answers[0]


def links(desk: DeskWindow) -> dict[str, QUrl]:
    """What can be clicked in the answer, by its words."""
    body = desk.window.results.answers.page.body
    found: dict[str, QUrl] = {}
    block = body.document().begin()
    while block.isValid():
        it = block.begin()
        while not it.atEnd():
            looks = it.fragment().charFormat()
            if looks.isAnchor():
                found[it.fragment().text()] = QUrl(looks.anchorHref())
            it += 1
        block = block.next()
    return found


def shown(desk: DeskWindow, name: str) -> bool:
    return any(found.isVisible() for found in desk.window.findChildren(QWidget, name))


def chips(desk: DeskWindow) -> tuple[str, ...]:
    return desk.window.ask.several.words


async def known(desk: DeskWindow, *paths: Path) -> tuple[str, ...]:
    """Have the library know the recordings; the names of their entries."""
    names = []
    for path in paths:
        await desk.open(path)
        names.append(f"also-{desk.recording.record.id}")
    return tuple(names)


async def test_links_of_an_answer_over_three_recordings_open_the_right_one_at_the_right_place(
    desk_window: DeskWindow, sample: Path, market: SecondRecording, third: Path
) -> None:
    names = await known(desk_window, market.path, third)
    await desk_window.open(sample)
    desk_window.drag(60, 100)
    desk_window.click("region-mode")
    await also(desk_window, *names)
    assert chips(desk_window) == ("interview.ogg, 1:00 – 1:40", market.path.name, third.name)
    meter = desk_window.window.ask.several.meter.words.text()
    assert re.fullmatch(r"\d:\d\d of 9:30:00", meter)
    desk_window.find(QLineEdit, "question").setText("How much did the potatoes cost, how much was he paid?")
    desk_window.click("ask")
    answer = await answered(desk_window)
    assert [each.name for each in answer.about] == [sample.name, market.path.name, third.name]
    quoted = re.findall(r'^\[([ABC]) \d\d:\d\d\] "', answer.text, re.MULTILINE)
    assert {"A", "B"} <= set(quoted)
    assert all(60 <= int(m) * 60 + int(s) <= 100 for m, s in re.findall(r"\[A (\d\d):(\d\d)\]", answer.text))

    price = next(event["start"] for event in market.speech if "shillings" in event["text"])
    (words, url) = next(
        (words, url)
        for words, url in links(desk_window).items()
        if words.startswith("[B ") and abs(float(url.path().partition("/")[0]) - price) <= 1
    )
    desk_window.find(LinkedText, "answer-text").anchorClicked.emit(url)
    await desk_window.shows(market.path)
    assert abs(desk_window.document.playhead / desk_window.recording.rate - price) <= 1
    await until(lambda: desk_window.window.results.answers.shown == answer)  # found here too, and read on
    assert desk_window.window.results.answers.isVisible()
    assert words in links(desk_window)

    back = next(url for words, url in links(desk_window).items() if words.startswith("[A "))
    desk_window.find(LinkedText, "answer-text").anchorClicked.emit(back)
    await desk_window.shows(sample)
    assert desk_window.selected_seconds == pytest.approx((60, 100), abs=0.5)
    assert 60 <= desk_window.document.playhead / desk_window.recording.rate <= 100
    assert desk_window.window.results.answers.shown == answer


async def test_ranges_are_selected_and_doubtful_times_are_told(
    desk_window: DeskWindow, sample: Path, other_recording: Path
) -> None:
    names = await known(desk_window, other_recording)
    await desk_window.open(sample)
    await also(desk_window, *names)
    text = "Recording B:\n- a bell [00:43-00:51]\n- a horn [A 09:00]\n[C 00:01] and"
    script_answer(desk_window.server, said(text, "STOP"))
    desk_window.click("preset-sounds")
    await answered(desk_window)
    found = links(desk_window)
    assert list(found) == ["[00:43-00:51]", "[A 09:00]"]
    body = desk_window.window.results.answers.page.body
    place = body.document().find("09:00").charFormat()
    assert "after the end" in place.toolTip()
    assert "which recording" in body.document().find("C 00:01").charFormat().toolTip()
    body.anchorClicked.emit(found["[00:43-00:51]"])
    await desk_window.shows(other_recording)
    assert desk_window.selected_seconds == pytest.approx((43, 51), abs=0.1)


async def test_what_is_asked_together_is_added_taken_out_and_shown_before_it_is_sent(
    desk_window: DeskWindow, sample: Path, other_recording: Path, market: SecondRecording
) -> None:
    names = await known(desk_window, other_recording, market.path)
    await desk_window.open(sample)
    assert not desk_window.window.ask.several.isVisible()
    await also(desk_window, *names)
    desk_window.drag(10, 20)
    await also(desk_window, "also-shown")
    assert chips(desk_window)[-1].startswith(f"{sample.name}, 0:10 – 0:20")
    await until(lambda: shown(desk_window, "several-remove-C"))
    desk_window.click("several-remove-C")
    assert [topic.name for topic in desk_window.window.runner.basket.topics] == [
        sample.name, other_recording.name, sample.name
    ]  # fmt: skip
    assert desk_window.find(QLineEdit, "question").placeholderText() == "Ask about these 3 together…"
    desk_window.click("show-plan")
    dialog = await desk_window.dialog(SeveralPlanDialog)
    assert "Recording C: interview.ogg" in dialog.prompt.toPlainText()
    desk_window.click("count-exactly")
    await until(lambda: dialog.counted.text().startswith("Exactly"), 60)
    desk_window.click("plan-close")
    desk_window.click("several-clear")
    assert not desk_window.window.ask.several.isVisible()
    assert isinstance(desk_window.find(QWidget, "question"), QLineEdit)

"""Everything that can go wrong, at the window: what is said, what it offers, what is kept."""

from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from audio_desk.library.records import AnswerRecord, AnswerStatus
from tests.fault_rows import BROKEN, QUESTION, REFUSED, Row, event, quota, stream
from tests.journeys.desk_window import DeskWindow
from tests.ui.waiting import until

KINDS = ("retry", "rest", "split", "shift")
WHOLE = ("[00:00] Did it?", "[00:15] Only once.")
THIRD = len(REFUSED) // 3


def plain(words: str) -> str:
    return words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def answers(desk: DeskWindow) -> tuple[AnswerRecord, ...]:
    return desk.window.results.answers.model.answers


def visible(desk: DeskWindow, name: str) -> list[QWidget]:
    return [widget for widget in desk.window.findChildren(QWidget, name) if widget.isVisible()]


async def ask(desk: DeskWindow, row: Row) -> None:
    """Drag the row's stretch and transcribe it, as the row says; wait until nothing runs."""
    desk.drag(*row.region)
    desk.click(f"{row.mode}-mode")
    before = len(answers(desk))
    desk.server.script_faults([row.rule])
    desk.click("transcribe")
    await until(lambda: len(answers(desk)) > before and not desk.window.runner.is_running)
    await until(lambda: answers(desk)[0].status != AnswerStatus.STREAMING)


async def keep_one(desk: DeskWindow) -> AnswerRecord:
    """An answer that is there already."""
    good = Row("", stream(event("[00:00] Good morning.", finish="STOP")), "", region=(0, 5))
    await ask(desk, good)
    assert answers(desk)[0].status == AnswerStatus.COMPLETE
    return answers(desk)[0]


def expect_kept(desk: DeskWindow, earlier: AnswerRecord, count: int) -> None:
    stored = desk.session.desk.store.answers(desk.recording.record.id)
    assert len(stored) == count
    assert stored[-1] == earlier
    assert "Good morning." in [line.text for line in desk.window.results.transcript.model.segments]


@pytest.mark.parametrize("rows", [REFUSED[:THIRD], REFUSED[THIRD:-THIRD], REFUSED[-THIRD:]])
async def test_every_refusal_is_a_sentence_with_its_way_on_and_nothing_is_lost(
    desk_window: DeskWindow, rows: tuple[Row, ...]
) -> None:
    earlier = await keep_one(desk_window)
    for count, row in enumerate(rows, start=2):
        await ask(desk_window, row)
        await until(lambda: visible(desk_window, "banner-text"))
        said = plain(desk_window.find(QLabel, "banner-text").text()).split("</b> ")[1]
        assert said.startswith(row.sentence), row.name
        buttons = [button.text() for button in visible(desk_window, "banner-action")]  # type: ignore[attr-defined]
        assert buttons == [row.button] * bool(row.button), row.name
        expect_kept(desk_window, earlier, count)


async def test_a_first_transcript_that_never_began_leaves_the_place_as_it_was(
    desk_window: DeskWindow,
) -> None:
    words = desk_window.label("transcript-empty")
    await ask(desk_window, REFUSED[0])
    assert desk_window.label("transcript-empty") == words


@pytest.mark.parametrize("rows", [BROKEN[: len(BROKEN) // 2], BROKEN[len(BROKEN) // 2 :]])
async def test_every_answer_that_is_not_whole_says_so_keeps_its_words_and_offers_what_helps(
    desk_window: DeskWindow, rows: tuple[Row, ...]
) -> None:
    earlier = await keep_one(desk_window)
    for count, row in enumerate(rows, start=2):
        await ask(desk_window, row)
        assert desk_window.label("transcript-notice-word") == row.word, row.name
        assert desk_window.label("transcript-notice-sentence") == row.sentence, row.name
        offers = [kind for kind in KINDS if visible(desk_window, f"transcript-notice-{kind}")]
        assert offers == list(row.offers), row.name
        assert tuple(line.text for line in answers(desk_window)[0].segments) == row.kept, row.name
        expect_kept(desk_window, earlier, count)


async def test_a_limit_that_passes_is_counted_down_and_the_answer_comes(desk_window: DeskWindow) -> None:
    desk_window.drag(34, 52)
    desk_window.click("region-mode")
    told: list[str] = []
    desk_window.window.runner.progress_changed.connect(
        lambda _: told.append(desk_window.label("ask-progress-words"))
    )
    desk_window.server.script_faults([quota("2.2s", times=1), stream(event(*WHOLE, finish="STOP"))])
    desk_window.click("transcribe")
    await until(lambda: answers(desk_window) and answers(desk_window)[0].status == AnswerStatus.COMPLETE)
    pauses = [words for words in told if "asking again" in words]
    assert pauses[0] == "The account's limit is reached; asking again in 3 s"
    assert pauses[-1] == "The account's limit is reached; asking again in 1 s"


async def test_a_countdown_is_stopped_within_a_second(desk_window: DeskWindow) -> None:
    desk_window.drag(34, 52)
    desk_window.click("region-mode")
    desk_window.server.script_faults([quota("34.4s")])
    desk_window.click("transcribe")
    await until(
        lambda: (
            visible(desk_window, "ask-progress-words")
            and "limit is reached; asking again in 35 s" in desk_window.label("ask-progress-words")
        )
    )
    begin = time.monotonic()
    desk_window.click("transcribe")
    await until(lambda: answers(desk_window)[0].status == AnswerStatus.INTERRUPTED)
    assert time.monotonic() - begin < 1.0


async def test_what_a_banner_offers_asks_again_and_the_answer_comes(desk_window: DeskWindow) -> None:
    await ask(desk_window, next(row for row in REFUSED if row.name == "internal error"))
    delay = {"path": QUESTION, "action": "delay", "seconds": 0.5}
    desk_window.server.script_faults([delay, stream(event(*WHOLE, finish="STOP"))])
    await until(lambda: visible(desk_window, "banner-action"))
    assert desk_window.find(QPushButton, "banner-action").text() == "Try again"
    desk_window.click("banner-action")
    await until(lambda: answers(desk_window)[0].status == AnswerStatus.COMPLETE)
    assert [answer.status for answer in answers(desk_window)][-1] == AnswerStatus.FAILED

"""The results pane over a real library: what earlier runs left, chosen, copied, deleted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from audio_desk.library.records import AnswerStatus
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.paths import Paths
from audio_desk.region import Region
from audio_desk.ui.transcripts.results import ResultsPane
from tests.ui.finding import child, question_box
from tests.ui.panes import Panes, open_panes
from tests.ui.showing import show
from tests.ui.texts import point_of
from tests.ui.waiting import until


@asynccontextmanager
async def results_of(panes: Panes, qtbot: QtBot) -> AsyncIterator[ResultsPane]:
    """The shown pane with the sample's stored answers loaded."""
    pane = ResultsPane(panes.desk, panes.document, panes.runner, panes.theme)
    qtbot.addWidget(pane)
    pane.resize(900, 500)
    await show(pane)
    panes.document.set_recording(panes.recording)
    try:
        await until(lambda: not pane.is_loading)
        yield pane
    finally:
        await pane.close_work()


def another_recording(sample: Path, folder: Path) -> Path:
    """The same sound in other bytes."""
    path = folder / "other.ogg"
    path.write_bytes(sample.read_bytes() + b"\0")
    return path


def label(pane: ResultsPane, name: str) -> str:
    return child(pane, QLabel, name).text()


async def test_a_recording_without_answers_says_what_to_do(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes, results_of(panes, qtbot) as pane:
        assert "Ctrl+T" in label(pane, "transcript-empty")
        assert "Summarize" in label(pane, "answers-empty")
        assert pane.tabs.tabText(1) == "Answers"


async def test_the_stored_transcript_is_shown_and_drawn_under_the_waveform(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes:
        segments = (panes.segment(0.6, 7.1, "Good morning."), panes.segment(7.7, 13.3, "Thank you."))
        panes.store(segments=segments)
        async with results_of(panes, qtbot) as pane:
            shown = pane.transcript.model.segments
            assert [line.text for line in shown] == [line.text for line in segments]
            assert panes.document.segments == shown
            assert pane.tabs.tabText(1) == "Answers 1"


async def test_a_click_on_a_time_moves_the_playhead_and_selects_the_line(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store(segments=(panes.segment(0.6, 7.1, "Good morning."), panes.segment(7.7, 13.3, "Thanks.")))
        async with results_of(panes, qtbot) as pane:
            rect = pane.transcript.time_rect(1)
            viewport = pane.transcript.view.viewport()
            qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
            assert panes.document.selection == panes.region(7.7, 13.3)
            assert panes.document.playhead == panes.region(7.7, 13.3).start
            assert pane.transcript.model.current_row == 1


async def test_answers_are_listed_newest_first_and_show_their_text(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store("ask", question="How much was he paid?", text="Forty two pounds [01:21].")
        panes.store("sounds", text="A siren from 00:43 to 00:51.", region=panes.region(34, 52))
        async with results_of(panes, qtbot) as pane:
            pane.tabs.setCurrentIndex(1)
            titles = [pane.answers.model.index(row).data() for row in range(2)]
            assert titles == ["Which sounds are not speech?", "How much was he paid?"]
            assert "00:34 – 00:52" in label(pane, "answer-facts")
            rect = pane.answers.list.visualRect(pane.answers.model.index(1))
            qtbot.mouseClick(pane.answers.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
            assert label(pane, "answer-title") == "How much was he paid?"
            assert pane.answers.page.body.toPlainText() == "Forty two pounds [01:21]."


async def test_a_time_in_an_answer_leads_to_its_place(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store("ask", question="What?", text="At [01:21] he says it. A siren, 00:43-00:51.")
        async with results_of(panes, qtbot) as pane:
            pane.tabs.setCurrentIndex(1)
            body = pane.answers.page.body
            qtbot.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, pos=point_of(body, "01:21"))
            assert panes.document.playhead == 81 * panes.recording.rate
            assert panes.document.selection is None
            qtbot.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, pos=point_of(body, "00:43"))
            assert panes.document.playhead == 43 * panes.recording.rate
            assert panes.document.selection == panes.region(43, 51)


async def test_an_incomplete_answer_says_so_and_why(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store(
            "summary", status=AnswerStatus.INCOMPLETE, finish="MAX_TOKENS", problem="max-tokens", text="Two"
        )
        async with results_of(panes, qtbot) as pane:
            pane.tabs.setCurrentIndex(1)
            assert pane.answers.page.notice.words.startswith("Incomplete ")
            assert pane.answers.page.body.text == "Two"


async def test_an_interrupted_transcript_says_so_above_its_lines(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store(
            status=AnswerStatus.INTERRUPTED,
            finish="INTERRUPTED",
            problem="stopped",
            segments=(panes.segment(0.6, 7.1, "Good morning."),),
        )
        async with results_of(panes, qtbot) as pane:
            assert pane.transcript.notice.words.startswith("Interrupted ")
            assert pane.transcript.model.rowCount() == 1


async def test_an_answer_is_deleted_only_after_asking(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store("ask", question="Why?", text="Because.")
        kept = panes.store("ask", question="How much?", text="Much.")
        async with results_of(panes, qtbot) as pane:
            pane.tabs.setCurrentIndex(1)
            delete = child(pane, QPushButton, "delete-answer")
            for button, left in (("confirm-no", 2), ("confirm-yes", 1)):
                pane.answers.list.setCurrentIndex(pane.answers.model.index(1))
                qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
                await until(question_box)
                box = question_box()
                assert box is not None
                assert "Why?" in box.informativeText()
                qtbot.mouseClick(child(box, QPushButton, button), Qt.MouseButton.LeftButton)
                await until(lambda left=left: len(panes.desk.store.answers(1)) == left)  # type: ignore[misc]
                await until(lambda: question_box() is None)
            await until(lambda: pane.tabs.tabText(1) == "Answers 1")
            assert [answer.id for answer in panes.desk.store.answers(1)] == [kept.id]


async def test_the_text_is_copied_as_it_came(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store("ask", question="Why?", text="**Because** [00:10].")
        async with results_of(panes, qtbot) as pane:
            pane.tabs.setCurrentIndex(1)
            qtbot.mouseClick(child(pane, QPushButton, "copy-answer"), Qt.MouseButton.LeftButton)
            assert QGuiApplication.clipboard().text() == "**Because** [00:10]."


async def test_another_recording_shows_its_own_answers(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store("ask", question="Why?", text="Because.")
        other_file = another_recording(sample, tmp_path)
        other = await open_recording(panes.desk, other_file)
        panes.store(
            segments=(panes.segment(1, 2, "Elsewhere."),), recording=other, region=Region(0, other.rate * 3)
        )
        async with results_of(panes, qtbot) as pane:
            panes.document.set_recording(other)
            assert pane.answers.model.rowCount() == 0
            await until(lambda: not pane.is_loading)
            assert [answer.task for answer in pane.answers.model.answers] == ["transcript"]
            panes.document.set_recording(None)
            assert pane.answers.model.rowCount() == 0
            assert "Open a recording" in label(pane, "transcript-empty")

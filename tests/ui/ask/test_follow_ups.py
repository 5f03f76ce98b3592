"""What the window offers after an answer that is not whole, and that it does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from qasync import QEventLoop

from audio_desk.library.records import AnswerStatus
from audio_desk.paths import Paths
from audio_desk.ui.transcripts.results import ResultsPane
from tests.server_process import ServerProcess
from tests.ui.panes import Panes, open_panes
from tests.ui.served import said, script_answer
from tests.ui.waiting import until


def press(pane: QWidget, name: str) -> None:
    button = pane.findChild(QPushButton, name)
    assert button is not None
    assert not button.isHidden()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def offered(pane: QWidget, name: str) -> list[str]:
    buttons = {
        kind: pane.findChild(QPushButton, f"{name}-{kind}") for kind in ("retry", "rest", "split", "shift")
    }
    return [kind for kind, button in buttons.items() if button is not None and not button.isHidden()]


async def shown(panes: Panes) -> ResultsPane:
    pane = ResultsPane(panes.desk, panes.document, panes.runner, panes.theme)
    pane.show()
    panes.document.set_recording(panes.recording)
    await until(lambda: not pane.is_loading)
    return pane


async def end(pane: ResultsPane) -> None:
    await pane.close_work()
    pane.close()


async def test_the_rest_of_a_cut_transcript_is_asked_for_with_one_click(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        segments = [panes.segment(30, 34, "One."), panes.segment(40, 60, "Tw")]
        panes.store(
            region=panes.region(30, 60),
            status=AnswerStatus.INCOMPLETE,
            problem="max-tokens",
            finish="MAX_TOKENS",
            segments=segments,
        )
        pane = await shown(panes)
        assert offered(pane, "transcript-notice") == ["retry", "rest", "split"]
        script_answer(server, said("[00:40] Two.\n[00:58] Three.", "STOP"))
        press(pane, "transcript-notice-rest")
        await until(lambda: pane.answers.model.rowCount() == 2 and not panes.runner.is_running)
        assert pane.answers.model.answers[0].region == panes.region(40, 60)
        lines = [segment.text for segment in pane.transcript.model.segments]
        assert lines == ["One.", "Two.", "Three."]
        assert pane.transcript.notice.words == ""
        await end(pane)


async def test_a_stretch_is_asked_about_in_two_with_one_click(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store(region=panes.region(30, 60), status=AnswerStatus.INCOMPLETE, problem="empty")
        pane = await shown(panes)
        assert offered(pane, "transcript-notice") == ["retry", "split"]
        first, second = (
            said("[00:30] One.\n[00:42] Half.", "STOP"),
            said("[00:45] Two.\n[00:57] Full.", "STOP"),
        )
        rules = [
            {"path": "streamGenerateContent", "action": "events", "events": [e]} for e in (first, second)
        ]
        server.script_faults(rules)
        press(pane, "transcript-notice-split")
        await until(lambda: pane.answers.model.rowCount() == 3 and not panes.runner.is_running)
        late, early = pane.answers.model.answers[:2]
        assert early.region is not None
        assert late.region is not None
        assert (early.region.start, late.region.end) == (panes.region(30, 60).start, panes.region(30, 60).end)
        assert early.region.end == late.region.start
        lines = [segment.text for segment in pane.transcript.model.segments]
        assert lines == ["One.", "Half.", "Two.", "Full."]
        await end(pane)


async def test_times_that_count_from_the_region_are_shifted_with_one_click_and_back(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store("ask", question="What?", region=panes.region(90, 120), text="He laughs at [00:12].")
        pane = await shown(panes)
        assert offered(pane, "answer-notice") == ["shift"]
        assert "relative" in pane.answers.page.notice.words
        press(pane, "answer-notice-shift")
        page = pane.answers.page
        await until(lambda: page.body.text == "He laughs at [01:42].")
        assert page.notice.words == ""
        stored = panes.desk.store.answers(panes.recording.record.id)[0]
        assert stored.shifted_frames == 90 * panes.recording.rate
        press(pane, "unshift-answer")
        await until(lambda: page.body.text == "He laughs at [00:12].")
        await end(pane)


async def test_an_earlier_transcript_is_used_again_with_one_click(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        region = panes.region(30, 60)
        panes.store(region=region, segments=[panes.segment(30, 60, "First.")])
        panes.store(region=region, segments=[panes.segment(30, 60, "Second.")])
        pane = await shown(panes)
        older = pane.answers.model.answers[1]
        use = pane.findChild(QPushButton, "use-answer")
        assert use is not None
        pane.tabs.setCurrentWidget(pane.answers)
        await until(use.isHidden)  # once the transcript is there too
        pane.answers.choose(older.id)
        assert not use.isHidden()
        press(pane, "use-answer")
        await until(lambda: pane.transcript.model.segments[0].text == "First.")
        assert use.isHidden()
        await end(pane)


@pytest.mark.parametrize("problem", ["loops", "blocked"])
async def test_where_nothing_is_left_to_ask_for_no_rest_is_offered(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess, problem: str
) -> None:
    async with open_panes(home, sample) as panes:
        panes.store(
            region=panes.region(30, 60),
            status=AnswerStatus.INCOMPLETE,
            problem=problem,
            segments=[panes.segment(40, 60, "Tw")] if problem == "loops" else (),
        )
        pane = await shown(panes)
        assert offered(pane, "transcript-notice") == ["retry", "split"]
        await end(pane)

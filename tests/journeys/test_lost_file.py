"""The file goes away while it is open: it is said, nothing is lost, and it goes on when it is back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from audio_desk.library.records import AnswerRecord, AnswerStatus
from tests.journeys.desk_window import DeskWindow
from tests.ui.served import said, script_answer
from tests.ui.waiting import until


def answers(desk: DeskWindow) -> list[AnswerRecord]:
    """Newest first, as the window lists them."""
    return list(desk.window.results.answers.model.answers)


async def ended(desk: DeskWindow, count: int) -> list[AnswerRecord]:
    """Wait until there are `count` answers, none of them on its way."""
    await until(lambda: len(answers(desk)) == count and not desk.window.runner.is_running, 120)
    await until(lambda: answers(desk)[0].status != AnswerStatus.STREAMING)
    return answers(desk)


@pytest.mark.parametrize("mode", ["whole", "region"])
async def test_a_file_removed_while_open_is_told_when_it_is_asked_about(
    empty_window: DeskWindow, other_recording: Path, tmp_path: Path, mode: str
) -> None:
    desk = empty_window
    await desk.open(other_recording)
    desk.drag(34, 52)
    desk.click("region-mode")
    script_answer(desk.server, said("[00:03] Hello.", "STOP"), times=0)
    desk.click("transcribe")
    (first,) = await ended(desk, 1)
    shutil.move(other_recording, tmp_path / "away.ogg")

    desk.click(f"{mode}-mode")
    desk.click("transcribe")
    failed, kept = await ended(desk, 2)
    banner = desk.window.ask.banner
    await until(banner.isVisible)
    told = "“other.ogg” is not there: check its name and its folder, and open it again."
    assert told in banner.message
    assert failed.status == AnswerStatus.FAILED
    assert (kept.id, kept.text) == (first.id, first.text)
    assert [segment.text for segment in desk.document.segments] == ["Hello."]

    desk.click("banner-action")
    dialog = await desk.dialog(QFileDialog)
    dialog.reject()
    shutil.move(tmp_path / "away.ogg", other_recording)
    desk.click("transcribe")
    assert (await ended(desk, 3))[0].status == AnswerStatus.COMPLETE

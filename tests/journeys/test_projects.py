"""A project is saved from the window and opened in another one: by key, by drop, by its recording's place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from qasync import QEventLoop

from audio_desk.ui.exchange.project_dialog import ProjectDialog
from tests.journeys.conftest import OpenWindow
from tests.journeys.desk_window import DeskWindow
from tests.journeys.exchanging import LABELS, SRT, choose, imported, told, written
from tests.ui.waiting import until

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


async def with_work(desk: DeskWindow, sample: Path, folder: Path) -> None:
    """A copy of the sample with two lines and two regions."""
    await desk.open(Path(shutil.copy(sample, folder / "mine.ogg")))
    await imported(desk, written(folder, "words.srt", SRT), 2)
    assert desk.drop(written(folder, "labels.txt", LABELS))
    await until(lambda: len(desk.document.regions.records) == 2)
    await desk.window.settled()


async def saved(desk: DeskWindow, target: Path, *, inside: bool) -> None:
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)
    desk.press(Qt.Key.Key_S, CTRL | SHIFT)
    dialog = await desk.dialog(ProjectDialog)
    if inside:
        dialog.inside.setFocus()
        desk.press(Qt.Key.Key_Space)
        assert dialog.with_sound
    desk.click("project-choose")
    await choose(desk, target)
    await told(desk, f"Saved as {target.name}")


async def forgotten(desk: DeskWindow) -> None:
    """As on another computer."""
    record = desk.recording.record
    await desk.window.documents._close_recording()
    desk.session.desk.store.forget(record.id)


@pytest.mark.parametrize("inside", [True, False])
async def test_a_project_brings_its_work_along(
    inside: bool, empty_window: DeskWindow, sample: Path, tmp_path: Path
) -> None:
    await with_work(empty_window, sample, tmp_path)
    target = tmp_path / "work.audiodesk"
    await saved(empty_window, target, inside=inside)
    await forgotten(empty_window)
    if inside:
        os.unlink(tmp_path / "mine.ogg")  # noqa: PTH108
    assert empty_window.drop(target)
    await told(empty_window, "Opened work.audiodesk")
    await until(lambda: empty_window.document.recording is not None)
    await empty_window.window.settled()
    assert empty_window.recording.path.name == "mine.ogg"
    assert (empty_window.recording.path.parent == tmp_path) is not inside
    await until(lambda: [line.text for line in empty_window.document.segments][1:] == ["Once."])
    assert [region.name for region in empty_window.document.regions.records] == ["The bell", "Heron"]


async def test_a_recording_that_is_not_beside_it_is_asked_for(
    empty_window: DeskWindow, sample: Path, tmp_path: Path
) -> None:
    await with_work(empty_window, sample, tmp_path)
    target = tmp_path / "far" / "work.audiodesk"
    target.parent.mkdir()
    await saved(empty_window, target, inside=False)
    await forgotten(empty_window)
    hidden = tmp_path / "hidden.ogg"
    os.rename(tmp_path / "mine.ogg", hidden)  # noqa: PTH104
    assert empty_window.drop(target)
    dialog = await empty_window.dialog(QFileDialog)
    assert dialog.windowTitle() == "Where is mine.ogg?"
    dialog.reject()
    await until(empty_window.window.banner.isVisible)
    assert "was not found beside it" in empty_window.window.banner.message
    await empty_window.window.settled()
    assert empty_window.drop(target)
    await choose(empty_window, hidden)
    await empty_window.shows(hidden)
    await until(lambda: len(empty_window.document.segments) == 2)


async def test_what_is_no_project_is_told_in_one_sentence(
    desk_window: DeskWindow, tmp_path: Path, sample: Path
) -> None:
    assert desk_window.drop(written(tmp_path, "torn.audiodesk", "not a zip"))
    await until(desk_window.window.banner.isVisible)
    assert "could not be opened as a project" in desk_window.window.banner.message
    assert desk_window.recording.path == sample


def test_a_project_opens_from_the_command_line(
    open_window: OpenWindow, qt_loop: QEventLoop, sample: Path, tmp_path: Path
) -> None:
    first = open_window()
    target = tmp_path / "work.audiodesk"

    async def save() -> None:
        await with_work(first, sample, tmp_path)
        await saved(first, target, inside=False)
        await forgotten(first)

    qt_loop.run_until_complete(save())
    first.end()
    second = open_window(path=target)
    qt_loop.run_until_complete(second.shows(tmp_path / "mine.ogg"))

"""What is kept of a recording goes out of the window as files and comes into it, by menu, key and drop."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QMessageBox
from qasync import QEventLoop

from audio_desk.transcripts.formats.writing import Format
from audio_desk.ui.exchange.export_dialog import ExportDialog
from audio_desk.ui.exchange.format_words import in_order
from tests.journeys.desk_window import DeskWindow
from tests.journeys.exchanging import LABELS, SRT, choose, imported, told, written
from tests.journeys.loop_watch import LoopWatch
from tests.ui.waiting import until

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


async def export_dialog(desk: DeskWindow) -> ExportDialog:
    await until(lambda: not desk.open_dialogs())
    await desk.window.settled()
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)
    desk.press(Qt.Key.Key_E, CTRL | SHIFT)
    return await desk.dialog(ExportDialog)


async def asked_for_format(desk: DeskWindow, kind: Format) -> ExportDialog:
    dialog = await export_dialog(desk)
    dialog.findChildren(QListWidget, "export-formats")[0].setCurrentRow(in_order().index(kind))
    return dialog


async def test_a_dropped_transcript_is_the_recordings_and_goes_out_again(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    await imported(desk_window, written(tmp_path, "words.srt", SRT), 2)
    await told(desk_window, "Imported from words.srt: 2 lines")
    await asked_for_format(desk_window, Format.VTT)
    desk_window.click("export-choose")
    out = tmp_path / "out"
    await choose(desk_window, out)
    await told(desk_window, "Exported to out.vtt")
    assert "Did that ever happen?" in (tmp_path / "out.vtt").read_text()
    assert "words.srt" in (tmp_path / "out.vtt").read_text()


async def test_a_file_is_replaced_only_after_a_yes(desk_window: DeskWindow, tmp_path: Path) -> None:
    await imported(desk_window, written(tmp_path, "words.srt", SRT), 2)
    mine = written(tmp_path, "mine.txt", "mine")
    for answer, kept in (("confirm-no", True), ("confirm-yes", False)):
        await asked_for_format(desk_window, Format.TXT)
        desk_window.click("export-choose")
        await choose(desk_window, mine)
        box = await desk_window.dialog(QMessageBox)
        assert "mine.txt" in box.informativeText()
        desk_window.click(answer)
        await until(lambda: not desk_window.open_dialogs())
        await desk_window.window.settled()
        assert (mine.read_text() == "mine") is kept
    assert "Did that ever happen?" in mine.read_text()


async def test_the_dialog_offers_what_a_format_can_hold_and_remembers(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    await imported(desk_window, written(tmp_path, "words.srt", SRT), 2)
    dialog = await asked_for_format(desk_window, Format.DOCX)
    assert all(button.isEnabled() for button in (*dialog.whats.values(), dialog.times))
    desk_window.click("export-answers")
    assert not dialog.choose.isEnabled()
    desk_window.click("export-all")
    dialog.times.setFocus()
    desk_window.press(Qt.Key.Key_Space)
    dialog.formats.setCurrentRow(in_order().index(Format.SRT))
    assert (dialog.choice.what, dialog.choice.times, dialog.times.isEnabled()) == ("transcript", True, False)
    dialog.formats.setCurrentRow(in_order().index(Format.DOCX))
    assert dialog.choice.what == "all"
    assert not dialog.choice.times
    desk_window.click("export-choose")
    await choose(desk_window, tmp_path / "out.docx")
    await told(desk_window, "Exported to out.docx")
    again = await export_dialog(desk_window)
    assert (again.choice.kind, again.choice.what, again.choice.times) == (Format.DOCX, "all", False)
    desk_window.click("export-cancel")
    await until(lambda: not desk_window.open_dialogs())


async def test_labels_come_in_as_regions_which_can_be_undone(desk_window: DeskWindow, tmp_path: Path) -> None:
    assert desk_window.drop(written(tmp_path, "labels.txt", LABELS))
    await until(lambda: len(desk_window.document.regions.records) == 2)
    assert [(r.name, r.is_marker) for r in desk_window.document.regions.records] == [
        ("The bell", False),
        ("Heron", True),
    ]
    assert not desk_window.document.segments
    desk_window.press(Qt.Key.Key_Z, CTRL)
    assert not desk_window.document.regions.records
    await until(lambda: desk_window.window.region_keeper.is_saved)
    assert not desk_window.session.desk.store.regions(desk_window.recording.record.id)


async def test_ctrl_shift_i_asks_for_a_file_and_what_is_none_is_told(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    desk_window.press(Qt.Key.Key_I, CTRL | SHIFT)
    await choose(desk_window, written(tmp_path, "torn.json", '{"segments": ['))
    await until(desk_window.window.banner.isVisible)
    assert "could not be read as a transcript" in desk_window.window.banner.message
    assert not desk_window.document.segments


async def test_a_transcript_without_its_recording_is_told(empty_window: DeskWindow, tmp_path: Path) -> None:
    assert empty_window.drop(written(tmp_path, "words.srt", SRT))
    await until(empty_window.window.banner.isVisible)
    assert "“words.srt” is a transcript" in empty_window.window.banner.message


@pytest.mark.parametrize(
    ("button", "text"),
    [
        ("copy-transcript-button", "Did that ever happen?\nOnce.\n"),
        ("copy-times-button", "[0:34] Did that ever happen?\n[0:36] Once.\n"),
    ],
)
async def test_the_transcript_is_copied(
    button: str, text: str, desk_window: DeskWindow, tmp_path: Path
) -> None:
    await imported(desk_window, written(tmp_path, "words.srt", SRT), 2)
    desk_window.click(button)
    await told(desk_window, "The transcript was copied")
    assert QGuiApplication.clipboard().text() == text


async def test_without_a_transcript_there_is_nothing_to_export(desk_window: DeskWindow) -> None:
    dialog = await asked_for_format(desk_window, Format.SRT)
    assert not dialog.choose.isEnabled()
    desk_window.click("export-cancel")
    await until(lambda: not desk_window.open_dialogs())


async def test_ten_thousand_lines_do_not_hold_up_the_window(
    desk_window: DeskWindow, qt_loop: QEventLoop, tmp_path: Path
) -> None:
    """The limit is a hang guard; the figure that is wanted is 50 ms of the thread's own time."""
    lines = [{"start": n / 100, "end": n / 100 + 0.009, "text": f"Line {n}"} for n in range(10_000)]
    path = written(tmp_path, "long.json", json.dumps({"segments": lines}))
    watch = LoopWatch(lambda: doing)
    doing = "import"
    watch.start()
    await imported(desk_window, path, 10_000)
    for kind in (Format.SRT, Format.VTT, Format.JSON):
        doing = f"dialogs {kind}"
        await asked_for_format(desk_window, kind)
        desk_window.click("export-choose")
        doing = kind
        await choose(desk_window, tmp_path / f"out.{kind}")
        await told(desk_window, f"Exported to out.{kind}")
    doing = "stopped"
    await asked_for_format(desk_window, Format.DOCX)
    desk_window.click("export-choose")
    status = desk_window.window.status
    await choose(desk_window, tmp_path / "out.docx")
    await until(lambda: "Exporting out.docx, " in status.work.text())
    assert status.stop.isVisible()
    desk_window.press(Qt.Key.Key_Period, CTRL)
    await until(lambda: not status.stop.isVisible(), seconds=10)
    assert "Stopped: nothing was changed" in status.work.text()
    assert not [name for name in os.listdir(tmp_path) if "docx" in name]  # noqa: PTH208  not in a coroutine
    found = watch.stop()
    assert found["longest_ms"]["busy"] < 1000, found["gaps"]

"""What a person does at the uploads pane, and what another program does at the server meanwhile."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from audio_desk.operations.desk import Desk
from audio_desk.ui.uploads.pane import UploadsPane
from audio_desk.ui.uploads.upload_columns import Column
from tests.ui.finding import child, question_box
from tests.ui.waiting import until

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


async def put(desk: Desk, count: int, recording: Path, name: str = "take {0:02}.ogg") -> None:
    """Upload the recording `count` times under numbered names, as another program would."""
    client = await desk.accounts.client("on-device")
    content = await desk.run(recording.read_bytes)
    for number in range(count):
        await client.upload(content, display_name=name.format(number), mime_type="audio/ogg")


def names(pane: UploadsPane) -> list[str]:
    return [upload.file.display_name for upload in pane.model.uploads]


def click_row(pane: UploadsPane, qtbot: QtBot, row: int, keys: Qt.KeyboardModifier | None = None) -> None:
    rect = pane.table.visualRect(pane.model.index(row, Column.NAME))
    qtbot.mouseClick(pane.table.viewport(), LEFT, keys or Qt.KeyboardModifier.NoModifier, rect.center())


def click(pane: UploadsPane, qtbot: QtBot, name: str) -> None:
    """The one visible button of this name."""
    (button,) = [found for found in pane.findChildren(QAbstractButton, name) if found.isVisible()]
    assert button.isEnabled(), f"{name} cannot be pressed"
    qtbot.mouseClick(button, LEFT)


async def answer_question(qtbot: QtBot, button: str) -> str:
    """Press a button of the question that is asked, and return what it said."""
    await until(question_box)
    box = question_box()
    assert box is not None
    said = f"{box.text()}\n{box.informativeText()}"
    qtbot.mouseClick(child(box, QPushButton, button), LEFT)
    await until(lambda: question_box() is None)
    return said

"""The uploads pane, and what a person does at it, or another program at the server meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton

from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.uploads.upload_recording import upload_recording
from audio_desk.ui.uploads.pane import UploadsPane
from audio_desk.ui.uploads.upload_columns import Column
from tests.server_process import ServerProcess
from tests.ui.finding import child, question_box
from tests.ui.panes import Panes
from tests.ui.waiting import until

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Room:
    panes: Panes
    server: ServerProcess
    open: Callable[..., Awaitable[UploadsPane]]
    """Shows a pane and waits for its first page."""

    async def put(self, count: int, recording: Path, name: str = "take {0:02}.ogg") -> None:
        """Upload the recording `count` times under numbered names, as another program would."""
        client = await self.panes.desk.accounts.client("on-device")
        content = await self.panes.desk.run(recording.read_bytes)
        for number in range(count):
            await client.upload(content, display_name=name.format(number), mime_type="audio/ogg")

    async def send(self, recording: Recording | None = None) -> None:
        """Upload it, or the sample, as this program does."""
        async for _ in upload_recording(self.panes.desk, "on-device", recording or self.panes.recording):
            pass

    def on_server(self) -> list[str]:
        """The names of all that it has."""
        files = self.server.call("GET", "/v1beta/files?pageSize=100").get("files", [])
        return sorted(file["displayName"] for file in files)


def names(pane: UploadsPane) -> list[str]:
    return [upload.file.display_name for upload in pane.model.uploads]


def click_row(pane: UploadsPane, row: int, keys: Qt.KeyboardModifier | None = None) -> None:
    rect = pane.table.visualRect(pane.model.index(row, Column.NAME))
    QTest.mouseClick(pane.table.viewport(), LEFT, keys or Qt.KeyboardModifier.NoModifier, rect.center())


def click(pane: UploadsPane, name: str) -> None:
    """The one visible button of this name."""
    (button,) = [found for found in pane.findChildren(QAbstractButton, name) if found.isVisible()]
    assert button.isEnabled(), f"{name} cannot be pressed"
    QTest.mouseClick(button, LEFT)


async def answer_question(button: str) -> str:
    """Press a button of the question that is asked, and return what it said."""
    await until(question_box)
    box = question_box()
    assert box is not None
    said = f"{box.text()}\n{box.informativeText()}"
    QTest.mouseClick(child(box, QPushButton, button), LEFT)
    await until(lambda: question_box() is None)
    return said

"""Files for the window to take in, and what a person does until it has."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tests.journeys.desk_window import DeskWindow
from tests.ui.waiting import until

SRT = "1\n00:00:34,000 --> 00:00:36,000\nDid that ever happen?\n\n2\n00:00:36,000 --> 00:00:52,000\nOnce.\n"
LABELS = "34.0\t52.0\tThe bell\n60.9\t60.9\tHeron\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


async def imported(desk: DeskWindow, path: Path, lines: int) -> None:
    assert desk.drop(path)
    await until(lambda: len(desk.document.segments) == lines)
    await desk.window.settled()


async def choose(desk: DeskWindow, path: Path) -> None:
    """In the file dialog that is open."""
    dialog = await desk.dialog(QFileDialog)
    (name,) = dialog.findChildren(QLineEdit, "fileNameEdit")
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)


async def told(desk: DeskWindow, words: str) -> None:
    await until(lambda: words in desk.window.status.work.text())

"""Presses links in texts, as a person does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser


def press_link(text: QTextBrowser, words: str) -> None:
    """The first place where these words stand."""
    cursor = text.document().find(words)
    assert not cursor.isNull(), f"{words} is not in {text.toPlainText()}"
    cursor.setPosition(cursor.selectionStart() + 2)
    text.setTextCursor(cursor)
    text.ensureCursorVisible()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center())

"""Finds where words of a shown text are."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit


def point_of(text: QTextEdit, words: str) -> QPoint:
    """A point inside the first occurrence of `words`, in the viewport, which is scrolled to show it."""
    position = text.toPlainText().index(words)
    cursor = QTextCursor(text.document())
    cursor.setPosition(position + len(words) // 2)
    before = text.textCursor()
    text.setTextCursor(cursor)
    text.ensureCursorVisible()
    text.setTextCursor(before)
    return text.cursorRect(cursor).center() + QPoint(2, 0)

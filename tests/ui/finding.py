"""Finds widgets by the names that they were given."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

W = TypeVar("W", bound=QWidget)


def child(parent: QWidget, kind: type[W], name: str) -> W:
    """The one descendant of this kind and name."""
    (found,) = parent.findChildren(kind, name)
    return found


def question_box() -> QMessageBox | None:
    """The question that is being asked, if any."""
    return next((box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox)), None)

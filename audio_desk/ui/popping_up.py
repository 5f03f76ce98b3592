"""Opens a menu beneath its button without a loop of its own, which a button's own menu would run."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget


def pop_up_below(button: QWidget, menu: QMenu) -> None:
    """Aligned with the button's left edge, or with its right one where it would leave the window."""
    window = button.window()
    width = menu.sizeHint().width()
    left = button.mapTo(window, QPoint(0, 0)).x()
    shift = min(0, window.width() - left - width)
    if shift < 0:
        shift = button.width() - width
    menu.popup(button.mapToGlobal(QPoint(shift, button.height() + 2)))

"""A button of the transport bar: quiet, named for people by what it does, its key in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from audio_desk.ui.style import mark

_ICON_PX = 16


def tool_button(name: str, meaning: str, key: str, text: str = "") -> QToolButton:
    """With `text` beside its icon, or the icon alone."""
    button = QToolButton()
    dress(button, name, meaning, key)
    button.setText(text)
    both = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    button.setToolButtonStyle(both if text else Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button


def dress(button: QToolButton, name: str, meaning: str, key: str) -> None:
    button.setObjectName(name)
    button.setAccessibleName(meaning)
    button.setToolTip(f"{meaning} ({key})")
    button.setIconSize(QSize(_ICON_PX, _ICON_PX))
    mark(button, role="quiet")

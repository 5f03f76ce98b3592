"""What keeps the place of a pane in the window until the pane is there: of its size and look, and silent."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.settings import Settings
from audio_desk.ui.settings.account_words import account_name
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.two_tone_button import TwoToneButton


def account_place(settings: Settings, theme: Theme) -> QToolButton:
    """The account and the model that are chosen; the menu comes with the real button of this name."""
    button = TwoToneButton(theme)
    button.setObjectName("account-menu")
    button.show_parts(account_name(settings.account), settings.model_of(settings.account))
    return button


def side_place() -> QWidget:
    """The left column with its heading."""
    frame = QFrame()
    frame.setObjectName("side-place")
    mark(frame, surface="column-left")
    heading = QLabel(QCoreApplication.translate("SideColumn", "RECORDINGS"))
    mark(heading, tone="heading")
    heading.setContentsMargins(8, 0, 0, 0)
    column = QVBoxLayout(frame)
    column.setContentsMargins(8, 14, 8, 8)
    column.addWidget(heading)
    column.addStretch(1)
    return frame


def status_place() -> QWidget:
    """The line at the foot: what keeps the rest from being there."""
    frame = QFrame()
    frame.setObjectName("status-place")
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    mark(frame, surface="panel")
    words = QLabel(QCoreApplication.translate("StatusLine", "Starting..."))
    mark(words, tone="small")
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 4, 12, 4)
    row.addWidget(words)
    row.addStretch(1)
    return frame


def status_bar(line: QWidget) -> QStatusBar:
    """With nothing but `line` in it."""
    bar = QStatusBar()
    bar.setSizeGripEnabled(False)
    bar.addPermanentWidget(line, 1)
    bar.setContentsMargins(0, 0, 0, 0)
    return bar

"""Beside the tabs: find in the transcript, and everything that can be done with its lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QToolButton, QWidget

from audio_desk.ui.style import mark
from audio_desk.ui.transcripts.script.menu import ScriptMenu


class ScriptTools(QWidget):
    """Stands before what is in the corner of the tabs already."""

    def __init__(
        self, tabs: QTabWidget, find: Callable[[], object], find_hint: str, menu: ScriptMenu
    ) -> None:
        super().__init__(tabs)
        self.setObjectName("script-tools")
        self._menu = menu
        finding = self._button("find-button", self.tr("Find"), find_hint)
        finding.clicked.connect(find)
        self.lines = self._button(
            "lines-button",
            self.tr("Lines ▾"),
            self.tr("Split, join, time, name the speaker, versions: what can be done with the chosen lines"),
        )
        self.lines.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(4)
        row.addWidget(finding)
        row.addWidget(self.lines)
        before = tabs.cornerWidget()
        if before is not None:
            row.addWidget(before)
        tabs.setCornerWidget(self)  # which hides what stood there
        for widget in (before, self):
            if widget is not None:
                widget.show()

    def _open(self) -> None:
        self._menu.open(self.lines.mapToGlobal(QPoint(0, self.lines.height() + 2)))

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip)
        mark(button, role="quiet")
        return button

"""Everybody who speaks in the recording: renamed in all lines at once, made one with another, coloured."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.transcripts.script.kept import Speaker
from audio_desk.transcripts.script.script import Script
from audio_desk.ui.popping_up import pop_up_below
from audio_desk.ui.style import mark
from audio_desk.ui.swatch import colour_names, swatch
from audio_desk.ui.theme import Theme


class SpeakersDialog(QDialog):
    """Each change is made at once, as a step that can be undone."""

    renamed = Signal(str, str)
    """Old name, new one; that of somebody else makes both one"""
    recoloured = Signal(str, int)

    def __init__(self, script: Script, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("speakers-dialog")
        self.setWindowTitle(self.tr("Speakers"))
        self._theme = theme
        self._hint = QLabel(self)
        self._hint.setWordWrap(True)
        mark(self._hint, tone="muted")
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        close = QPushButton(self.tr("Close"), self)
        close.setObjectName("speakers-close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._hint)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        self.resize(520, 360)
        self.show_script(script)

    def show_script(self, script: Script) -> None:
        """Again, after each change."""
        named = self.tr("Write another name and press Enter: it changes in all lines.")
        nobody = self.tr("No line names its speaker yet. Alt+1 names the first one for the chosen lines.")
        self._hint.setText(named if script.speakers else nobody)
        counts: dict[str | None, int] = {}
        for line in script.segments:
            counts[line.speaker] = counts.get(line.speaker, 0) + 1
        inner = QWidget()
        grid = QGridLayout(inner)
        for row, speaker in enumerate(script.speakers):
            others = [other.name for other in script.speakers if other != speaker]
            self._add_row(grid, row, speaker, counts.get(speaker.name, 0), others)
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnStretch(1, 1)
        self._area.setWidget(inner)

    def _add_row(self, grid: QGridLayout, row: int, speaker: Speaker, lines: int, others: list[str]) -> None:
        name = QLineEdit(speaker.name)
        name.setObjectName(f"speaker-name-{row + 1}")
        name.setAccessibleName(self.tr("Name of speaker {0}").format(row + 1))
        name.editingFinished.connect(lambda: self._rename(speaker.name, name.text()))
        words = self.tr("{0} lines") if lines != 1 else self.tr("{0} line")
        count = QLabel(words.format(lines))
        mark(count, tone="muted")
        merge = QToolButton()
        merge.setObjectName(f"speaker-merge-{row + 1}")
        merge.setText(self.tr("Same as…"))
        merge.setToolTip(self.tr("Make {0} one with somebody else").format(speaker.name))
        merge.setEnabled(bool(others))
        merge.clicked.connect(lambda: pop_up_below(merge, self._others(merge, speaker.name, others)))
        for place, widget in enumerate((self._colour_button(row, speaker), name, count, merge)):
            grid.addWidget(widget, row, place)

    def _colour_button(self, row: int, speaker: Speaker) -> QToolButton:
        colours = self._theme.colours.speakers
        button = QToolButton()
        button.setObjectName(f"speaker-colour-{row + 1}")
        button.setIcon(swatch(QColor(colours[speaker.colour % len(colours)])))
        button.setToolTip(self.tr("Colour of {0}").format(speaker.name))
        button.setAccessibleName(self.tr("Colour of {0}").format(speaker.name))
        menu = QMenu(button)
        for index, name in enumerate(colour_names()):
            action = QAction(swatch(QColor(colours[index])), name, menu)
            action.setObjectName(f"colour-{index}")
            action.triggered.connect(lambda _on, index=index: self.recoloured.emit(speaker.name, index))
            menu.addAction(action)
        button.clicked.connect(lambda: pop_up_below(button, menu))
        return button

    def _others(self, button: QWidget, name: str, others: list[str]) -> QMenu:
        menu = QMenu(button)
        for other in others:
            action = QAction(other.replace("&", "&&"), menu)
            action.triggered.connect(lambda _on, other=other: self.renamed.emit(name, other))
            menu.addAction(action)
        return menu

    def _rename(self, old: str, new: str) -> None:
        if new.strip() and new.strip() != old:
            self.renamed.emit(old, new.strip())

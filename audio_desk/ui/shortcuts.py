"""The F1 sheet: every key, from the same table as the actions."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from audio_desk.ui.commands import Command, Group, key_words
from audio_desk.ui.style import mark

_KEYS_WIDTH = 140
"""Of many keys for one command: both columns of groups fit beside each other on a small screen."""
_FRAME = QSize(40, 60)
"""What the system draws around a window, and its bars."""


class ShortcutsSheet(QDialog):
    """Two columns of groups: what one wants, the key on the waveform, the key anywhere."""

    def __init__(self, groups: tuple[Group, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts-sheet")
        self.setWindowTitle(self.tr("Keys"))
        half = (len(groups) + 1) // 2
        columns = QHBoxLayout()
        columns.setSpacing(28)
        for part in (groups[: half - 1], groups[half - 1 :]):
            columns.addLayout(self._column(part), 1)
        inner = QWidget()
        inner.setLayout(columns)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(inner)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("shortcuts-close")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(area, 1)
        column.addWidget(self._foot())
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        wanted = inner.sizeHint() + QSize(72, 130)
        self.resize(wanted.boundedTo(self.screen().availableSize() - _FRAME))

    def _column(self, groups: tuple[Group, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for group in groups:
            title = QLabel(group.title)
            mark(title, tone="strong")
            row = grid.rowCount()
            grid.addWidget(title, row, 0)
            grid.setRowMinimumHeight(row, 30)
            for command in group.commands:
                self._add(grid, command)
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnStretch(0, 1)
        return grid

    def _add(self, grid: QGridLayout, command: Command) -> None:
        row = grid.rowCount()
        grid.addWidget(QLabel(command.words), row, 0)
        for place, keys in ((1, command.waveform), (2, command.anywhere)):
            label = QLabel(self.tr(" or ").join(key_words(key) for key in keys))
            if label.sizeHint().width() > _KEYS_WIDTH:
                label.setWordWrap(True)
                label.setFixedWidth(_KEYS_WIDTH)
            mark(label, tone="muted")
            grid.addWidget(label, row, place)

    def _foot(self) -> QLabel:
        foot = QLabel(
            self.tr(
                "The first column of keys acts while the waveform (F6) or, those of the transcript, its list "
                "(Shift+F6) has focus; the second one everywhere. "
                "Wheel: along; Ctrl+wheel: zoom; drag: choose a region; Shift+click: extend it."
            ),
            wordWrap=True,
        )
        mark(foot, tone="small")
        return foot

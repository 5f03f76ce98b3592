"""Every field of one upload, each to be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from audio_desk.operations.uploads import Upload
from audio_desk.ui.style import mark
from audio_desk.ui.uploads.upload_words import fields_of

_USUAL_HEIGHT_PX = 220
_FLAT = "QLineEdit { background: transparent; border: 0; padding: 0; min-height: 20px; }"


class UploadDetails(QFrame):
    """Hidden while nothing, or more than one, is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("upload-details")
        mark(self, surface="card")
        self._fields: tuple[tuple[str, str], ...] = ()
        self._copy = QPushButton(self.tr("Copy details"), self)
        self._copy.setObjectName("copy-upload")
        self._copy.setToolTip(self.tr("Copy every field of this upload (Ctrl+C in the list)"))
        self._copy.clicked.connect(self.copy)
        mark(self._copy, role="quiet")
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 4)
        column.setSpacing(4)
        column.addWidget(self._area, 1)
        column.addLayout(buttons)
        self.hide()

    def show_upload(self, upload: Upload | None) -> None:
        fields = fields_of(upload) if upload is not None else ()
        if fields and fields != self._fields:
            self._show_grid(self._grid(fields))
        self._fields = fields
        self.setVisible(bool(fields))

    def text(self) -> str:
        """All fields, a line each."""
        return "\n".join(f"{name}: {value}" for name, value in self._fields)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _show_grid(self, page: QWidget) -> None:
        """No higher than its fields, so that the table gets the rest."""
        self._area.setWidget(page)
        self.setMaximumHeight(page.sizeHint().height() + self._copy.sizeHint().height() + 24)

    def _grid(self, fields: tuple[tuple[str, str], ...]) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(fields):
            label = QLabel(name, page)
            mark(label, tone="muted")
            grid.addWidget(label, row, 0)
            grid.addWidget(_value(name, value, page), row, 1)
        grid.setRowStretch(len(fields), 1)
        return page

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, min(_USUAL_HEIGHT_PX, self.maximumHeight()))


def _value(name: str, value: str, parent: QWidget) -> QLineEdit:
    """A field that cannot be edited: the whole of a long value can be selected, by keyboard too."""
    field = QLineEdit(value, parent)
    field.setReadOnly(True)
    field.setStyleSheet(_FLAT)
    field.setCursorPosition(0)
    field.setAccessibleName(name)
    field.setToolTip(value)
    return field

"""Asks for the name of a speaker."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from audio_desk.ui.dialog_foot import DialogFoot


class NameDialog(QDialog):
    """Accepted only with a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("name-dialog")
        self.setWindowTitle(self.tr("Who speaks?"))
        self._field = QLineEdit(self)
        self._field.setObjectName("speaker-name")
        self._field.setAccessibleName(self.tr("Name of the speaker"))
        self._field.setMaxLength(200)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._field)
        column.addLayout(DialogFoot(self, "name-use", self.tr("Use it"), act=self._use))
        self.setMinimumWidth(320)

    @property
    def name(self) -> str:
        return self._field.text().strip()

    def _use(self) -> None:
        if self.name:
            self.accept()
        else:
            self._field.setFocus()

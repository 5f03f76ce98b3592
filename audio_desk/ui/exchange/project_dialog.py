"""Asks whether a project file is to hold the recording itself."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.ui.amounts import size_words
from audio_desk.ui.dialog_foot import DialogFoot


class ProjectDialog(QDialog):
    """Accepted: it is to be saved; `with_sound` says how."""

    def __init__(self, name: str, size_bytes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("project-dialog")
        self.setWindowTitle(self.tr("Save project"))
        what = QLabel(
            self.tr(
                "One file with the transcript and its versions, the regions and the answers of “{0}”, to be"
                " opened on another computer."
            ).format(name),
            wordWrap=True,
        )
        self.alone = QRadioButton(self.tr("Without the recording: it is found beside the project"))
        self.alone.setObjectName("project-alone")
        self.alone.setChecked(True)
        self.inside = QRadioButton(self.tr("With the recording inside, {0}").format(size_words(size_bytes)))
        self.inside.setObjectName("project-inside")
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(what)
        for button in (self.alone, self.inside):
            group.addButton(button)
            column.addWidget(button)
        foot = DialogFoot(self, "project-choose", self.tr("Choose a file..."))
        foot.setContentsMargins(0, 8, 0, 0)
        column.addLayout(foot)
        self.setMinimumWidth(480)

    @property
    def with_sound(self) -> bool:
        return self.inside.isChecked()

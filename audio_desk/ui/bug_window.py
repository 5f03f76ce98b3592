"""The one window that an unexpected error may open: what happened, and its details to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from audio_desk.ui.style import mark


class BugWindow(QDialog):
    """Shown, never waited for; further errors are added to the one that is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bug-window")
        self.setWindowTitle(self.tr("An error in Audio Desk"))
        title = QLabel(self.tr("Something went wrong inside Audio Desk"))
        mark(title, tone="title")
        text = QLabel(
            self.tr(
                "Your recordings and answers are kept. You can go on working; if things behave strangely, "
                "close Audio Desk and open it again. The details help whoever is to mend it: they name files "
                "and versions, never your key."
            )
        )
        text.setWordWrap(True)
        self._details = QPlainTextEdit(readOnly=True)
        self._details.setObjectName("bug-details")
        self._details.setAccessibleName(self.tr("Details of the error"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName("bug-copy")
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.setContentsMargins(20, 16, 20, 16)
        for part in (title, text, self._details, buttons):
            column.addWidget(part)
        self.resize(640, 420)

    @property
    def details(self) -> str:
        return self._details.toPlainText()

    def show_details(self, details: str) -> None:
        """Add to what an open window shows; start afresh in a closed one."""
        if self.isVisible():
            self._details.appendPlainText(f"\n{details}")
        else:
            self._details.setPlainText(details)
            self.show()
            self.raise_()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)

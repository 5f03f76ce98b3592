"""The row at the top: what concerns the whole recording or the whole window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme


class TopBar(QFrame):
    """The window connects the buttons; their tooltips come from the table of commands."""

    def __init__(self, account: QAbstractButton, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top-bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        mark(self, surface="bar-top")
        self.open = QPushButton(self.tr("Open..."))
        self.open.setObjectName("open")
        self.file = QToolButton()
        self.file.setObjectName("file-menu-button")
        self.file.setText(self.tr("File"))
        self.file.setToolTip(self.tr("Import, export, copy, search, save as a project"))
        self.undo = self._icon_button("undo", "", self.tr("Undo"))
        self.redo = self._icon_button("redo", "", self.tr("Redo"))
        KeptIcon(self.undo, "undo", theme)
        KeptIcon(self.redo, "redo", theme)
        self.library = QPushButton(self.tr("Search"))
        self.library.setObjectName("library-button")
        self.uploads = QPushButton(self.tr("Uploads"))
        self.uploads.setObjectName("uploads-toggle")
        self.uploads.setCheckable(True)
        self.keys = self._icon_button("shortcuts", "?", self.tr("All keys"))
        self.settings = self._icon_button("settings", "", self.tr("Settings"))
        KeptIcon(self.settings, "gear", theme)
        self._account = account
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        for button in (self.open, self.file, self.undo, self.redo):
            row.addWidget(button)
        row.addStretch(1)
        for right in (account, self.library, self.uploads, self.keys, self.settings):
            row.addWidget(right)
        self.show_history(("", ""), ("", ""))

    def put_account(self, account: QAbstractButton) -> None:
        """In the place of the one before."""
        self._row.replaceWidget(self._account, account)
        self._account.deleteLater()
        self._account = account

    def show_history(self, undo: tuple[str, str], redo: tuple[str, str]) -> None:
        """Of each the words of what it would do, empty for nothing, and its usual hint."""
        for button, (words, hint) in ((self.undo, undo), (self.redo, redo)):
            button.setEnabled(bool(words))
            button.setToolTip(f"{hint}: {words}" if words else hint)

    def _icon_button(self, name: str, text: str, meaning: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setAccessibleName(meaning)
        button.setIconSize(QSize(20, 20))
        mark(button, role="quiet")
        return button

"""The menu beside Open: what concerns the recording's papers, each with its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from audio_desk.ui.document import Document

_ORDER: Final = (
    "open",
    "import",
    "",
    "export",
    "copy-transcript",
    "copy-times",
    "save-project",
    "",
    "library",
)
"""An empty name is a line between."""
_NEED_RECORDING: Final = frozenset(_ORDER) - {"open", "library"}


class FileMenu(QMenu):
    """Shows the window's own actions; without a recording only those that do without one."""

    forget_wanted = Signal()

    def __init__(self, actions: Mapping[str, QAction], document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("file-menu")
        for name in _ORDER:
            if not name:
                self.addSeparator()
            elif name in actions:
                self.addAction(actions[name])
        forget = self.addAction(self.tr("Forget this recording..."))
        forget.setObjectName("forget")
        forget.triggered.connect(self.forget_wanted)
        self._needing = [
            forget,
            *(actions[name] for name in _ORDER if name in _NEED_RECORDING & set(actions)),
        ]
        document.recording_changed.connect(self._show)
        self._show(document.recording)

    def _show(self, recording: object) -> None:
        for action in self._needing:
            action.setEnabled(recording is not None)

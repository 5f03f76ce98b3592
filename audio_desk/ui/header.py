"""The line above the waveform: which recording this is, and in a narrow window the way to the others."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from audio_desk.operations.recordings.open_recording import Recording, Shown
from audio_desk.ui.document import Document
from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.popping_up import pop_up_below
from audio_desk.ui.recording_facts import facts_words, glimpse_words
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.upload_left import UploadLeft


class RecordingHeader(QWidget):
    """Name and facts of the document's recording; `others` is shown where the left column is not."""

    def __init__(
        self, document: Document, theme: Theme, recordings: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.setObjectName("recording-header")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.others = self._others_button(theme, recordings)
        self.name = ElidedLabel()
        self.name.setObjectName("recording-name")
        mark(self.name, tone="title")
        self.facts = ElidedLabel(mode=Qt.TextElideMode.ElideRight, least_characters=32)
        self.facts.setObjectName("recording-facts")
        mark(self.facts, tone="muted")
        self.upload_left = UploadLeft()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.others)
        row.addWidget(self.name)
        row.addWidget(self.facts)
        row.addWidget(self.upload_left)
        row.addStretch(1)
        for changed in (document.shown_changed, document.shown_settled):
            changed.connect(self._show)

    def _others_button(self, theme: Theme, recordings: QMenu) -> QToolButton:
        button = QToolButton()
        button.setObjectName("recordings-menu-button")
        button.setText(self.tr("Recordings"))
        button.setToolTip(self.tr("Other recordings"))
        button.setAccessibleName(self.tr("Other recordings"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(lambda: pop_up_below(button, recordings))
        KeptIcon(button, "chevron-down", theme)
        button.hide()
        return button

    def show_read(self, part: float) -> None:
        """How much of what is only a glimpse has been read, 0 to 1."""
        glimpse = self._document.glimpse
        if glimpse is not None:
            self.facts.show_text(glimpse_words(glimpse, part))

    def _show(self, shown: Shown | None) -> None:
        if shown is None:
            self.name.show_text("")
            self.facts.show_text("")
            return
        self.name.show_text(shown.path.name, str(shown.path))
        if isinstance(shown, Recording):
            self.facts.show_text(facts_words(shown.info))
        else:
            self.show_read(0.0)

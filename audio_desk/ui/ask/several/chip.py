"""One of the recordings that are asked about together: its letter, its name, and how to take it out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from audio_desk.operations.asking.topic import Topic
from audio_desk.request.several import letter_of
from audio_desk.ui.ask.several.words import topic_words
from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme

_HEIGHT_PX = 30


class Chip(QFrame):
    removed = Signal()

    def __init__(self, position: int, topic: Topic, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        letter, words = letter_of(position), topic_words(topic)
        self.setObjectName(f"several-chip-{letter}")
        self.setAccessibleName(f"{letter}: {words}")
        mark(self, surface="card")
        mark_label = QLabel(letter, self)
        mark(mark_label, tone="strong")
        self.name = ElidedLabel(parent=self)
        self.name.show_text(words, f"{words}\n{topic.recording.path}")
        remove = QToolButton(self)
        remove.setObjectName(f"several-remove-{letter}")
        KeptIcon(remove, "close", theme)
        remove.setIconSize(QSize(16, 16))
        remove.setToolTip(self.tr("Do not ask about this one"))
        remove.setAccessibleName(self.tr("Do not ask about {0}").format(words))
        mark(remove, role="quiet")
        remove.setFixedSize(30, 26)
        self.setFixedHeight(_HEIGHT_PX)
        remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 2, 0)
        row.setSpacing(6)
        row.addWidget(mark_label)
        row.addWidget(self.name, 1)
        row.addWidget(remove)

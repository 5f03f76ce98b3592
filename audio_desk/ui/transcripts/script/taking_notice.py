"""The line that says what became of a new transcript, and offers something else."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.script.taking import Taken


class TakingNotice(QWidget):
    """Hidden until `show_taken`; any choice but comparing hides it."""

    use_wanted = Signal(object)
    """Taken"""
    back_wanted = Signal(object)
    """Taken"""
    comparison_wanted = Signal(object)
    """Taken"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("taking-notice")
        self._taken: Taken | None = None
        self._sentence = QLabel(self)
        self._sentence.setObjectName("taking-notice-sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        use = self._button("taking-use", self.tr("Use it"), self.tr("Put the new words in their place"))
        back = self._button("taking-back", self.tr("Put back"), self.tr("The lines that were here before"))
        compare = self._button("taking-compare", self.tr("Compare…"), self.tr("Both side by side"))
        self._use, self._back = use, back
        use.clicked.connect(lambda: self._choose(self.use_wanted))
        back.clicked.connect(lambda: self._choose(self.back_wanted))
        compare.clicked.connect(lambda: self.comparison_wanted.emit(self._taken))
        close = QToolButton(self)
        close.setObjectName("taking-dismiss")
        close.setAccessibleName(self.tr("Dismiss this message"))
        close.setToolTip(self.tr("Dismiss"))
        close.clicked.connect(self.clear)
        mark(close, role="quiet")
        KeptIcon(close, "close", theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._sentence, 1)
        for button in (use, back, compare, close):
            row.addWidget(button)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown, empty when hidden."""
        return "" if self.isHidden() else self._sentence.text()

    def show_taken(self, taken: Taken) -> None:
        self._taken = taken
        beside = taken.change is None
        if taken.change is None:
            words = self.tr(
                "The new words stand beside these: a line here was corrected by hand, or goes on beyond them."
            )
        else:
            count = len(taken.change.removed)
            words = self.tr("New words took the place of {0} lines, which are kept as a version.")
            if count == 1:
                words = self.tr("New words took the place of a line, which is kept as a version.")
            words = words.format(count)
        self._sentence.setText(words)
        self._use.setVisible(beside)
        self._back.setVisible(not beside)
        self.show()

    def clear(self) -> None:
        self._taken = None
        self.hide()

    def _choose(self, wanted: SignalInstance) -> None:
        taken = self._taken
        self.clear()
        if taken is not None:
            wanted.emit(taken)

    def _button(self, name: str, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        return button

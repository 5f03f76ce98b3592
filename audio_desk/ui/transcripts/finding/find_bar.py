"""The line over the transcript in which one writes what is to be found, and what is to stand in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from audio_desk.transcripts.script.finding import Query
from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme


class FindBar(QWidget):
    """Hidden until it is opened; Escape closes it."""

    query_changed = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()
    replace_wanted = Signal()
    all_wanted = Signal()
    everywhere_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self._theme = theme
        self.words = self._field("find-words", self.tr("Find"))
        self.replacement = self._field("replace-words", self.tr("Replace with"))
        self.case = self._option("find-case", "Aa", self.tr("Only the same capitals"))
        self.whole = self._option("find-whole", self.tr("Word"), self.tr("Only whole words"))
        self.regular = self._option("find-regular", ".*", self.tr("A regular expression"))
        self.count = QLabel(self)
        self.count.setObjectName("find-count")
        mark(self.count, tone="muted")
        self._replacing = QWidget(self)
        self._lay_out()
        self.words.textChanged.connect(self.query_changed)
        self.words.returnPressed.connect(self.next_wanted)
        self.replacement.returnPressed.connect(self.replace_wanted)
        for option in (self.case, self.whole, self.regular):
            option.toggled.connect(self.query_changed)
        for field in (self.words, self.replacement):
            field.installEventFilter(self)
        self.hide()

    @property
    def query(self) -> Query:
        return Query(
            self.words.text(), self.case.isChecked(), self.whole.isChecked(), self.regular.isChecked()
        )

    def open(self, words: str, *, replacing: bool) -> None:
        """With these words, where there are any, else with those of before."""
        if words:
            self.words.setText(words)
        self._replacing.setVisible(replacing)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def show_count(self, words: str, *, wrong: bool = False) -> None:
        self.count.setText(words)
        mark(self.count, tone="bad" if wrong else "muted")
        mark(self.words, wrong="true" if wrong else "")

    def _lay_out(self) -> None:
        previous, following = self.tr("The one before (Shift+Enter)"), self.tr("The next (Enter)")
        finding = QHBoxLayout()
        finding.setSpacing(4)
        for option in (self.case, self.whole, self.regular):
            finding.addWidget(option)
        finding.addWidget(self._step("find-previous", "arrow-up", previous, self.previous_wanted))
        finding.addWidget(self._step("find-next", "arrow-down", following, self.next_wanted))
        finding.addWidget(self.count)
        finding.addStretch(1)
        finding.addWidget(self._step("find-close", "close", self.tr("Close (Esc)"), self.closed))
        replacing = QHBoxLayout(self._replacing)
        replacing.setContentsMargins(0, 0, 0, 0)
        replacing.setSpacing(4)
        for name, words, tip, wanted in (
            ("replace-one", self.tr("Replace"), self.tr("This one, and on to the next"), self.replace_wanted),
            ("replace-all", self.tr("Replace all"), self.tr("All in this transcript"), self.all_wanted),
            (
                "replace-everywhere",
                self.tr("In all recordings…"),
                self.tr("Count them in all recordings first, then replace"),
                self.everywhere_wanted,
            ),
        ):
            button = QToolButton(self)
            button.setObjectName(name)
            button.setText(words)
            button.setToolTip(tip)
            button.clicked.connect(wanted)
            replacing.addWidget(button)
        replacing.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 2, 4, 4)
        grid.setSpacing(4)
        grid.addWidget(self.words, 0, 0)
        grid.addLayout(finding, 0, 1)
        grid.addWidget(self.replacement, 1, 0)
        grid.addWidget(self._replacing, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)

    def _field(self, name: str, words: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(words)
        field.setPlaceholderText(words)
        field.setAcceptDrops(False)
        return field

    def _option(self, name: str, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(True)
        return button

    def _step(self, name: str, icon: str, tip: str, wanted: SignalInstance) -> QAbstractButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(wanted)
        mark(button, role="quiet")
        KeptIcon(button, icon, self._theme)
        return button

    @override
    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self.replacement.setVisible(not self._replacing.isHidden())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shift and watched is self.words:
            self.previous_wanted.emit()
            return True
        return False

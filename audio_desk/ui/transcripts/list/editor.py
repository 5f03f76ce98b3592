"""The field in which the words of a line are written, in the line's own place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QWidget
from typing_extensions import override

_DRAFT_MS = 400
"""What is being written is kept this often, so that a crash takes little of it."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UP, _DOWN = QTextCursor.MoveOperation.Up, QTextCursor.MoveOperation.Down


class LineEditor(QPlainTextEdit):
    """Its own undo goes back as far as the line was when it was opened; then the window's goes on."""

    accepted = Signal(int)
    """To which line from here: 1 the next, -1 the one before, 0 none"""
    cancelled = Signal()
    split_wanted = Signal()
    """At the cursor"""
    drafted = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("line-editor")
        self.setAccessibleName(self.tr("Words of the line"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._draft = QTimer(self, interval=_DRAFT_MS, singleShot=True)
        self._draft.timeout.connect(self.drafted)
        self._is_showing = False
        self.textChanged.connect(self._typed)
        self.hide()

    @property
    def words(self) -> str:
        """In one line, without spaces around them."""
        return " ".join(self.toPlainText().split("\n")).strip()

    @property
    def words_height(self) -> int:
        """Pixels that the words take."""
        return round(self.document().size().height() * self.fontMetrics().lineSpacing())

    @property
    def place_in_words(self) -> int:
        """Of the cursor, in characters of `words`."""
        text = self.toPlainText()
        before = len(text) - len(text.lstrip())
        return max(0, min(self.textCursor().position() - before, len(self.words)))

    def show_words(self, words: str, at: int) -> None:
        """Nothing of it can be undone here; the cursor stands before character `at`, -1 for the end."""
        self._is_showing = True
        self.setPlainText(words)
        self._is_showing = False
        cursor = self.textCursor()
        cursor.setPosition(len(words) if at < 0 else min(at, len(words)))
        self.setTextCursor(cursor)

    def end(self) -> None:
        self._draft.stop()
        self.hide()

    def insert(self, text: str) -> None:
        """At the cursor, with a space on both sides where words are."""
        cursor = self.textCursor()
        whole, at = self.toPlainText(), cursor.selectionStart()
        before = " " if at and not whole[at - 1].isspace() else ""
        after = "" if whole[cursor.selectionEnd() : cursor.selectionEnd() + 1].isspace() else " "
        cursor.insertText(f"{before}{text}{after}")

    def _typed(self) -> None:
        if not self._is_showing:
            if not self._draft.isActive():
                self._draft.start()
            self.typed.emit()

    def _leaves(self, event: QKeyEvent) -> int:
        """-1 upwards out of the first line, 1 downwards out of the last, 0 else."""
        step = {Qt.Key.Key_Up: (_UP, -1), Qt.Key.Key_Down: (_DOWN, 1)}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return 0
        return 0 if self.textCursor().movePosition(step[0]) else step[1]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and modifiers == Qt.KeyboardModifier.NoModifier:
            self.accepted.emit(1)
        elif event.key() in _ENTER and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.split_wanted.emit()
        elif event.key() in _ENTER:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif to := self._leaves(event):
            self.accepted.emit(to)
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        """Undo goes on to the window where there is nothing to undo here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            can = self.document().isUndoAvailable(), self.document().isRedoAvailable()
            if (event.matches(undo) and not can[0]) or (event.matches(redo) and not can[1]):
                event.ignore()
                return True
        return super().event(event)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """A line is one line, whatever is pasted."""
        self.insertPlainText(" ".join(source.text().split()))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        passing = event.reason() in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        )
        if self.isVisible() and not (passing and QApplication.focusWidget() is None):
            self.accepted.emit(0)

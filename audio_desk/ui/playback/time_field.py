"""A time that can be typed: Enter applies it, what is no time is refused in sight, Escape restores it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from audio_desk import timecode
from audio_desk.errors import TimeInvalid
from audio_desk.ui.style import mark, text_font


class TimeField(QLineEdit):
    """Shows seconds as `0:34.400`; a text typed into it counts only once it is applied."""

    entered = Signal(float)
    """Seconds, for whoever owns the time; it answers with `show_seconds` or with `refuse`."""

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._hint = hint
        self.setAccessibleName(name)
        self.setFont(text_font(self.font()))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._accept()
        self.returnPressed.connect(self._apply)
        self.textEdited.connect(self._typed)

    def show_seconds(self, seconds: float | None) -> None:
        """None leaves it empty. Replaces what is being typed: the time itself has changed."""
        self._shown = timecode.clock(seconds, 3) if seconds is not None else ""
        self.setText(self._shown)
        self._accept()

    def refuse(self, reason: str) -> None:
        """Mark what is typed as wrong and say why; it stays to be corrected."""
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)
        mark(self, wrong="true")

    @property
    def is_refused(self) -> bool:
        return bool(self.property("wrong") == "true")

    def _accept(self) -> None:
        self.setToolTip(self._hint)
        self.setAccessibleDescription(self._hint)
        mark(self, wrong="false")

    def _typed(self, _text: str) -> None:
        self._accept()

    def _apply(self) -> None:
        if self.text() == self._shown:
            return
        try:
            seconds = timecode.parse(self.text())
        except TimeInvalid:
            self.refuse(self.tr("This is not a time. Write it like 0:34.4, 75:30 or 1:15:30."))
            return
        self.entered.emit(seconds)

    def _restore(self) -> None:
        self.setText(self._shown)
        self._accept()

    def fit_to(self, longest: str) -> None:
        """As wide as `longest` needs, with room for the field's edge."""
        metrics = QFontMetricsF(self.font())
        self.setFixedWidth(round(metrics.horizontalAdvance(longest)) + 24)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.text() != self._shown or self.is_refused):
            self._restore()
            self.selectAll()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving applies nothing: a refused text stays in sight, any other is put back."""
        if not self.is_refused:
            self._restore()
        super().focusOutEvent(event)

"""One line of the sending list: name, what goes on, how far it is, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.style import mark
from audio_desk.ui.uploads.sending_words import Act, Face, act_tip, act_words

_STEPS = 1000


class SendingRow(QFrame):
    acted = Signal(str)
    """One of the face's acts"""

    def __init__(self, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sending-row")
        self._tip = tip
        self.face: Face | None = None
        self._name = ElidedLabel()
        self._name.setObjectName("sending-name")
        self._words = QLabel(wordWrap=True)
        self._words.setObjectName("sending-words")
        mark(self._words, tone="small")
        self._bar = QProgressBar()
        self._bar.setObjectName("sending-bar")
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._buttons: dict[str, QPushButton] = {}
        self._head = QHBoxLayout()
        self._head.setSpacing(2)
        self._head.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 6)
        column.setSpacing(2)
        column.addLayout(self._head)
        column.addWidget(self._words)
        column.addWidget(self._bar)

    @property
    def words(self) -> str:
        return self._words.text()

    def show_face(self, face: Face) -> None:
        if face == self.face:
            return
        self.face = face
        self._name.show_text(face.name, self._tip)
        self._words.setText(face.words)
        mark(self._words, tone=face.tone)
        self.setAccessibleName(face.name)
        self.setAccessibleDescription(face.words)
        self._show_share(face)
        self._show_acts(face)

    def _show_share(self, face: Face) -> None:
        """Without a share the bar runs to and fro: something goes on, how much is not known."""
        self._bar.setVisible(face.is_busy or face.share is not None)
        self._bar.setAccessibleName(self.tr("Progress of {0}").format(face.name))
        self._bar.setRange(0, 0 if face.share is None else _STEPS)
        if face.share is not None:
            self._bar.setValue(round(face.share * _STEPS))

    def _show_acts(self, face: Face) -> None:
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        for act in face.acts:
            if act not in self._buttons:
                self._buttons[act] = self._button(act, face.name)
        for name, button in self._buttons.items():
            button.setVisible(name in face.acts)
        if had_focus and face.acts and not any(button.hasFocus() for button in self._buttons.values()):
            # Pause becomes Resume under the finger.
            self._buttons[face.acts[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, act: Act, name: str) -> QPushButton:
        button = QPushButton(act_words(act), self)
        button.setObjectName(f"sending-{act}")
        button.setAccessibleName(f"{act_words(act)}: {name}")
        button.setToolTip(act_tip(act))
        button.clicked.connect(lambda: self.acted.emit(act))
        mark(button, role="quiet")
        first = act in ("pause", "resume", "retry", "convert", "continue")
        self._head.insertWidget(1, button) if first else self._head.addWidget(button)
        return button

"""The buttons that help where an answer is not whole, or where its times count from the wrong place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from audio_desk.library.records import AnswerRecord
from audio_desk.operations.asking.follow_up import can_be_split, is_unfinished, rest_of
from audio_desk.operations.asking.relative_times import offered_shift
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.ui.amounts import link_words
from audio_desk.ui.banner import action_label

KINDS: Final = ("retry", "rest", "split", "shift")


class FollowUps(QWidget):
    """Hidden where there is nothing to offer."""

    wanted = Signal(str)
    """retry | rest | split | shift"""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._buttons: dict[str, QPushButton] = {}
        for kind in KINDS:
            button = QPushButton(self)
            button.setObjectName(f"{name}-{kind}")
            button.clicked.connect(lambda _=False, kind=kind: self.wanted.emit(kind))
            row.addWidget(button)
            self._buttons[kind] = button
        row.addStretch(1)
        self._name_buttons()
        self.hide()

    def offer(self, answer: AnswerRecord | None, recording: Recording | None) -> None:
        """Show what helps with `answer`, each where it can be done."""
        rest = rest_of(answer, recording) if answer is not None and recording is not None else None
        shift = offered_shift(answer, recording) if answer is not None and recording is not None else 0
        if rest is not None and recording is not None:
            words = self.tr("Ask for the rest, from {0}")
            self._buttons["rest"].setText(words.format(link_words(rest.start / recording.rate)))
        if recording is not None:
            words = self.tr("Shift by {0}")
            self._buttons["shift"].setText(words.format(link_words(shift / recording.rate)))
        shown = {
            "retry": answer is not None and is_unfinished(answer),
            "rest": rest is not None,
            "split": answer is not None and recording is not None and can_be_split(answer, recording),
            "shift": shift > 0,
        }
        for kind, button in self._buttons.items():
            button.setVisible(shown[kind])
        self.setVisible(any(shown.values()))

    def allow_asking(self, allowed: bool) -> None:
        """Not while another question runs; times can be moved meanwhile."""
        for kind in ("retry", "rest", "split"):
            self._buttons[kind].setEnabled(allowed)

    def _name_buttons(self) -> None:
        self._buttons["retry"].setText(action_label("retry"))
        self._buttons["split"].setText(self.tr("Split in two"))
        tips = {
            "retry": self.tr("Ask the same again; what arrived is kept"),
            "rest": self.tr("Ask about what is missing, from the last line that arrived"),
            "split": self.tr("Ask about both halves, one after the other"),
            "shift": self.tr("Count the times from the start of the stretch that was asked about"),
        }
        for kind, tip in tips.items():
            self._buttons[kind].setToolTip(tip)

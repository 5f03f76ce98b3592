"""The last row of a dialog that asks before something is done: Cancel, and the button that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from audio_desk.ui.style import mark


class DialogFoot(QHBoxLayout):
    """`name` is that of the button which acts: beside `region-keep` stands `region-cancel`.

    It accepts the dialog, or does `act`. Enter presses it, but Cancel where it is a `danger`. The widgets
    `before` both stand at the left.
    """

    def __init__(
        self,
        dialog: QDialog,
        name: str,
        words: str = "",
        *,
        act: Callable[[], object] | None = None,
        before: Sequence[QWidget] = (),
        danger: bool = False,
    ) -> None:
        super().__init__()
        self.cancel = self._button(f"{name.rpartition('-')[0]}-cancel", self.tr("Cancel"))
        self.cancel.clicked.connect(dialog.reject)
        self.act = self._button(name, words)
        mark(self.act, role="danger" if danger else "primary")
        self.act.clicked.connect(act or dialog.accept)
        (self.cancel if danger else self.act).setDefault(True)
        self.setSpacing(8)
        for widget in before:
            self.addWidget(widget)
        self.addStretch(1)
        self.addWidget(self.cancel)
        self.addWidget(self.act)

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

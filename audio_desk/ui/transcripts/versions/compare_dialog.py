"""Two states of a transcript side by side, and what can be done with the other one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from audio_desk.transcripts.script.differences import Difference
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.versions.comparison_view import ComparisonView


class CompareDialog(QDialog):
    """Accepted: the offer was taken. `titles` stand over the two columns."""

    def __init__(
        self,
        differences: Sequence[Difference],
        rate: int,
        titles: tuple[str, str],
        offer: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare-dialog")
        self.setWindowTitle(self.tr("Compare"))
        self._differences, self._rate = tuple(differences), rate
        self.view = ComparisonView(theme, self)
        self.view.setObjectName("comparison")
        self.view.setAccessibleName(self.tr("Both side by side"))
        self.all = QCheckBox(self.tr("Show what is the same too"), self)
        self.all.setObjectName("compare-all")
        self.all.toggled.connect(self._show)
        self._count = QLabel(self)
        self._count.setObjectName("compare-count")
        mark(self._count, tone="muted")
        heads = QHBoxLayout()
        for title in titles:
            label = QLabel(title, self)
            mark(label, tone="strong")
            heads.addWidget(label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addLayout(heads)
        column.addWidget(self.view, 1)
        column.addLayout(self._foot(offer))
        self.resize(900, 560)
        self._show()

    def _foot(self, offer: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.all)
        row.addWidget(self._count, 1)
        close = QPushButton(self.tr("Close"), self)
        close.setObjectName("compare-close")
        close.clicked.connect(self.reject)
        row.addWidget(close)
        if offer:
            take = QPushButton(offer, self)
            take.setObjectName("compare-take")
            mark(take, role="primary")
            take.clicked.connect(self.accept)
            row.addWidget(take)
        return row

    def _show(self, _on: bool = False) -> None:
        differing = [row for row in self._differences if not row.is_same]
        self.view.show_differences(self._differences if self.all.isChecked() else differing, self._rate)
        words = self.tr("{0} lines differ") if len(differing) != 1 else self.tr("{0} line differs")
        self._count.setText(words.format(len(differing)) if differing else self.tr("Both are the same"))

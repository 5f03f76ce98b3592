"""Whose uploads they are, and how much of the account's storage they take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from audio_desk import limits
from audio_desk.operations.uploads.files import Upload
from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.style import mark

_STEPS = 1000
_FULL_FROM = 0.9
"""From here on the words say that there is little room."""


class QuotaBar(QWidget):
    """A part of the list counts as at least so much."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("uploads-quota")
        self.account = ElidedLabel(mode=Qt.TextElideMode.ElideRight, least_characters=8)
        self.account.setObjectName("uploads-account")
        mark(self.account, tone="small")
        self._words = ElidedLabel(mode=Qt.TextElideMode.ElideRight, least_characters=20)
        self._words.setObjectName("uploads-quota-words")
        mark(self._words, tone="small")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("uploads-quota-bar")
        self._bar.setAccessibleName(self.tr("Storage used"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setRange(0, _STEPS)
        row = QHBoxLayout()
        row.setSpacing(3)
        row.addWidget(self.account)
        row.addWidget(self._words)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._bar)

    @property
    def words(self) -> str:
        return self._words.text()

    def show_uploads(self, uploads: Sequence[Upload], *, has_more: bool) -> None:
        used = sum(upload.file.size_bytes for upload in uploads)
        share = used / limits.PROJECT_BYTES
        words = quota_words(used, len(uploads), has_more=has_more) if uploads else ""
        tip = self.tr("{0:,} of {1:,} bytes").format(used, limits.PROJECT_BYTES)
        if has_more:
            tip = self.tr("{0}, as far as the list is loaded").format(tip)
        self._words.show_text(f"· {words}" if words else "", tip)
        self._bar.setVisible(bool(uploads))
        mark(self._words, tone="attention" if share >= _FULL_FROM else "small")
        self._bar.setValue(min(_STEPS, max(round(share * _STEPS), 1 if used else 0)))
        self._bar.setAccessibleDescription(words)


def quota_words(used: int, count: int, *, has_more: bool) -> str:
    """`717 MB of 20 GB · 14 uploads`, in the units in which the limit is a round number."""
    more = "+" if has_more else ""
    amount = _size(used)
    files = _tr("1 upload") if count == 1 and not has_more else _tr("{0} uploads").format(f"{count}{more}")
    return _tr("{0} of {1} · {2}").format(f"{amount}{more}", _size(limits.PROJECT_BYTES), files)


def _size(size_bytes: int) -> str:
    for unit, size in (("GB", 2**30), ("MB", 2**20)):
        if size_bytes >= size:
            value = size_bytes / size
            return f"{value:.1f} {unit}" if value < 9.95 else f"{value:.0f} {unit}"
    return _tr("{0} KB").format(-(-size_bytes // 2**10))


def _tr(text: str) -> str:
    return QCoreApplication.translate("UploadsPane", text)

"""The receipt of an answer: what left this computer, where it went, when it is gone, and what it took."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.library.records import ReceiptRecord
from audio_desk.ui.amounts import count_words, day_words, exact_words, money_words, size_words
from audio_desk.ui.ask.several.words import part_words
from audio_desk.ui.style import mark


class ReceiptDialog(QDialog):
    """`receipts` of one answer, the newest first: what was sent again left more than once."""

    deletion_wanted = Signal(str, str)
    """Account and name of the upload"""

    def __init__(
        self, receipts: tuple[ReceiptRecord, ...], dollars: float | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("receipt-dialog")
        self.setWindowTitle(self.tr("Receipt"))
        self.receipt = receipts[0] if receipts else None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        if self.receipt is None:
            column.addWidget(QLabel(self.tr("Nothing left this computer for this answer.")))
        else:
            column.addLayout(self._facts(self.receipt, len(receipts), dollars))
            column.addWidget(QLabel(self.tr("The request, word for word")))
            column.addWidget(self._body(self.receipt))
        column.addLayout(self._buttons())
        self.setMinimumWidth(640)

    def _facts(self, receipt: ReceiptRecord, count: int, dollars: float | None) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(6)
        now = datetime.now(UTC)
        for name, label, words, tip in (
            ("sent", self.tr("Left"), self._when(receipt, count, now), exact_words(receipt.sent)),
            ("to", self.tr("To"), self._where(receipt), ""),
            ("sound", self.tr("Sound"), self._sound(receipt), receipt.sound_sha256),
            ("body", self.tr("Request"), self._size(receipt), receipt.body_sha256),
            ("kept", self.tr("Kept there"), self._kept(receipt, now), ""),
            ("took", self.tr("It took"), self._took(receipt, dollars), ""),
        ):
            cell = QLabel(words, wordWrap=True)
            cell.setObjectName(f"receipt-{name}")
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            cell.setToolTip(tip)
            title = QLabel(label)
            mark(title, tone="muted")
            form.addRow(title, cell)
        return form

    def _when(self, receipt: ReceiptRecord, count: int, now: datetime) -> str:
        when = day_words(receipt.sent, now)
        return when if count == 1 else self.tr("{0}, the last of {1} tries").format(when, count)

    def _where(self, receipt: ReceiptRecord) -> str:
        if receipt.account == "on-device":
            return self.tr("this computer's own server ({0}): nothing left it").format(receipt.address)
        return receipt.address

    def _sound(self, receipt: ReceiptRecord) -> str:
        if receipt.parts:
            return "\n".join(map(part_words, receipt.parts))
        alone = "" if receipt.channel is None else self.tr(", only channel {0}").format(receipt.channel + 1)
        if receipt.upload_name:
            words = self.tr("the upload {0}, {1}{2}")
            return words.format(receipt.upload_name, receipt.sound_mime_type, alone)
        size = size_words(receipt.sound_bytes or 0)
        return self.tr("{0} of {1} within the request{2}").format(size, receipt.sound_mime_type, alone)

    def _size(self, receipt: ReceiptRecord) -> str:
        words = self.tr("{0} bytes, SHA-256 {1}")
        return words.format(count_words(receipt.body_bytes), receipt.body_sha256)

    def _kept(self, receipt: ReceiptRecord, now: datetime) -> str:
        if receipt.upload_expires is None:
            return self.tr("no file: the sound went with the request")
        if receipt.upload_expires <= now:
            return self.tr("the upload is gone since {0}").format(day_words(receipt.upload_expires, now))
        return self.tr("the upload until {0}").format(day_words(receipt.upload_expires, now))

    def _took(self, receipt: ReceiptRecord, dollars: float | None) -> str:
        tokens = receipt.tokens
        if tokens.prompt is None:
            return self.tr("the server did not say")
        words = self.tr("{0} tokens in").format(count_words(tokens.input))
        if tokens.cached:
            words += self.tr(" ({0} from the cache)").format(count_words(tokens.cached))
        words += self.tr(", {0} out").format(count_words(tokens.output))
        if receipt.account == "on-device":
            return f"{words} · {self.tr('free')}"
        return f"{words} · {self.tr('price unknown') if dollars is None else money_words(dollars)}"

    def _body(self, receipt: ReceiptRecord) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setObjectName("receipt-words")
        field.setAccessibleName(self.tr("The request"))
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setMinimumHeight(200)
        field.setPlainText(json.dumps(json.loads(receipt.body), indent=2, ensure_ascii=False))
        return field

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        receipt = self.receipt
        if receipt is not None:
            copy = QPushButton(self.tr("Copy"))
            copy.setObjectName("receipt-copy")
            copy.setToolTip(self.tr("Copy the request as it left, but for the sound"))
            copy.setAutoDefault(False)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(receipt.body))
            row.addWidget(copy)
            gone = receipt.upload_expires is None or receipt.upload_expires <= datetime.now(UTC)
            if receipt.upload_name and not gone and not receipt.elsewhere:
                several = " " in receipt.upload_name
                words = self.tr("Delete the uploads now") if several else self.tr("Delete the upload now")
                delete = QPushButton(words)
                delete.setObjectName("receipt-delete")
                delete.setAutoDefault(False)
                mark(delete, role="danger")
                delete.clicked.connect(lambda: self._delete(delete, receipt))
                row.addWidget(delete)
        row.addStretch(1)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("receipt-close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        return row

    def show_deleted(self, words: str) -> None:
        """What became of the upload."""
        for label in self.findChildren(QLabel, "receipt-kept"):
            label.setText(words)

    def _delete(self, button: QPushButton, receipt: ReceiptRecord) -> None:
        button.setEnabled(False)
        self.deletion_wanted.emit(receipt.account, receipt.upload_name)

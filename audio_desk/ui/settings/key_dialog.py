"""Enters, shows the origin of, and forgets the Gemini key. The key itself is never shown again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.gemini.keys import FoundKey, find_key, forget_key, store_key
from audio_desk.operations.asking.try_key import try_key
from audio_desk.operations.desk import Desk
from audio_desk.ui.dialog_foot import DialogFoot
from audio_desk.ui.style import mark
from audio_desk.ui.task_scope import TaskScope, report_bug

KEY_PAGE = "https://aistudio.google.com/apikey"


class KeyDialog(QDialog):
    """Accepted after a key was stored."""

    key_changed = Signal()
    """Stored or forgotten."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self.setObjectName("key-dialog")
        self.setWindowTitle(self.tr("Gemini key"))
        self.origin = self._label("key-origin", "muted")
        self.origin.setText(self.tr("Looking for a key..."))
        self.problem = self._label("key-problem", "bad")
        self.problem.hide()
        self.field = self._field()
        self.forget_button = self._button("key-forget", self.tr("Forget this key"), "danger")
        self.forget_button.clicked.connect(self._forget)
        self.forget_button.hide()
        self.test_button = self._button("key-test", self.tr("Test key"), "")
        self.test_button.setToolTip(self.tr("Ask Google for its models with this key; no sound is sent"))
        self.test_button.clicked.connect(lambda: self._scope.start("test key", self._test()))
        self._foot = DialogFoot(
            self,
            "key-store",
            self.tr("Store and use Gemini"),
            act=self._store,
            before=(self.forget_button, self.test_button),
        )
        self.store_button = self._foot.act
        self.store_button.setEnabled(False)
        self._lay_out()
        self._scope.start("find key", self._look())

    async def _look(self) -> None:
        self._show_origin(await self._desk.run(find_key))

    def _store(self) -> None:
        key = self.field.text().strip()
        if key:
            self.store_button.setEnabled(False)
            self._scope.start("change key", self._store_key(key))

    async def _store_key(self, key: str) -> None:
        try:
            await self._desk.run(store_key, key)
        except AudioDeskError as error:
            self._show_problem(error)
            self.store_button.setEnabled(True)
            return
        self.field.clear()
        self.key_changed.emit()
        self.accept()

    async def _test(self) -> None:
        """The typed key, or the one in use."""
        self.test_button.setEnabled(False)
        self.problem.hide()
        try:
            count = await try_key(self._desk, self.field.text().strip())
            self.origin.setText(self.tr("The key works: Gemini offers {0} models for it.").format(count))
        except AudioDeskError as error:
            self._show_problem(error)
        self.test_button.setEnabled(True)

    def _forget(self) -> None:
        self._scope.start("change key", self._forget_key())

    async def _forget_key(self) -> None:
        try:
            await self._desk.run(forget_key)
        except AudioDeskError as error:
            self._show_problem(error)
        self.key_changed.emit()
        await self._look()

    def _show_origin(self, found: FoundKey | None) -> None:
        self.forget_button.setVisible(found is not None and found.source == "keyring")
        self.origin.setText(origin_sentence(found))

    def _show_problem(self, error: AudioDeskError) -> None:
        words = words_for(error)
        self.problem.setText(f"{words.title} {words.sentence}".strip())
        self.problem.show()

    def _typed(self, text: str) -> None:
        self.problem.hide()
        self.store_button.setEnabled(bool(text.strip()))

    def _label(self, name: str, tone: str) -> QLabel:
        label = QLabel(wordWrap=True)
        label.setObjectName(name)
        mark(label, tone=tone)
        return label

    def _field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("key-field")
        field.setAccessibleName(self.tr("Gemini key"))
        field.setPlaceholderText(self.tr("Paste a key"))
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.textChanged.connect(self._typed)
        return field

    def _button(self, name: str, text: str, role: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        mark(button, role=role)
        return button

    def _lay_out(self) -> None:
        text = self.tr(
            '<a href="{0}">Get a key from Google AI Studio</a> and paste it here. It is stored in this '
            "system's keyring, nowhere else."
        )
        link = QLabel(text.format(KEY_PAGE), openExternalLinks=True, wordWrap=True)
        link.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for part in (link, self.field, self.problem, self.origin):
            column.addWidget(part)
        column.addSpacing(4)
        column.addLayout(self._foot)
        self.setMinimumWidth(460)


def origin_sentence(found: FoundKey | None) -> str:
    """Where the key in use comes from, for the dialog."""
    if found is None:
        return QCoreApplication.translate("KeyDialog", "There is no key yet.")
    if found.source == "environment":
        return QCoreApplication.translate(
            "KeyDialog",
            "The key in use comes from the environment (GEMINI_API_KEY or GOOGLE_API_KEY), which wins over a "
            "stored one.",
        )
    return QCoreApplication.translate("KeyDialog", "The key in use is the one stored in the keyring.")

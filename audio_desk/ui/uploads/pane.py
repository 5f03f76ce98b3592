"""The uploads pane: what is on the server, how long it stays, and deleting it."""

from __future__ import annotations

from contextlib import aclosing

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError, UploadGone
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Uploading
from audio_desk.operations.uploads import DeleteResult, Upload, UploadPage, delete_uploads, list_uploads
from audio_desk.settings import Account, Settings
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.banner import Banner
from audio_desk.ui.dialogs import confirm
from audio_desk.ui.document import Document
from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.style import mark
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.empty_words import EmptyWords
from audio_desk.ui.uploads.upload_details import UploadDetails
from audio_desk.ui.uploads.upload_model import UploadModel
from audio_desk.ui.uploads.upload_table import UploadTable
from audio_desk.ui.uploads.upload_words import account_words, name_words

_TICK_MS = 5000
_NAMES_SHOWN = 8
"""How many names the question before deleting lists."""


class UploadsPane(QWidget):
    """Loads only while it is visible; what was missed meanwhile is loaded when it is shown again."""

    action_wanted = Signal(str)
    """What an error offers and the window has to do: `enter-key`, `use-on-device`"""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("uploads-pane")
        self._desk = desk
        self._preferences = preferences
        self._scope = TaskScope(self)
        self._stale = True
        self._upload_seen = False
        self.model = UploadModel(self)
        self.table = UploadTable(self.model, theme, self)
        self.details = UploadDetails(self)
        self.banner = Banner(theme)
        self._empty = EmptyWords("uploads-empty", self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.model.tick)
        self._lay_out()
        self._connect()
        self._show_account()
        self._show_chosen()

    @property
    def is_loading(self) -> bool:
        """Whether a page is on its way."""
        return self._scope.is_running("load")

    def refresh(self) -> None:
        """Load the list anew; while hidden, as soon as the pane is shown."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self.banner.clear()
        self.model.expect_first()
        self._show_loading(True)
        self._scope.start("load", self._load(None))

    def watch(self, runner: AskRunner) -> None:
        """Load anew after every question that uploaded something."""
        runner.progress_changed.connect(self._take_progress)
        runner.answer_finished.connect(self._take_finished)

    def add_tool(self, button: QWidget) -> None:
        """A button at the end of the head, for what holds the pane."""
        self._head_row.addWidget(button)

    async def close_work(self) -> None:
        """Stop loading and deleting, and wait until both have ended."""
        await self._scope.close()

    # --- building ------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.setObjectName("uploads-splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._stack)
        self._splitter.addWidget(self.details)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        column.addLayout(self._head())
        note = self._label("uploads-note", "small")
        note.setText(self.tr("Kept for 48 hours; they cannot be downloaded."))
        note.setWordWrap(True)
        column.addWidget(note)
        column.addWidget(self.banner)
        column.addWidget(self._splitter, 1)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        title = self._label("uploads-title", "strong")
        title.setText(self.tr("Uploads"))
        self._account = ElidedLabel(mode=Qt.TextElideMode.ElideRight, least_characters=4)
        self._account.setObjectName("uploads-account")
        mark(self._account, tone="muted")
        self._refresh = QPushButton(self.tr("Refresh"), self)
        self._refresh.setObjectName("refresh-uploads")
        self._refresh.setToolTip(self.tr("Load the list again (F5)"))
        self._refresh.setShortcut("F5")
        self._refresh.clicked.connect(self.refresh)
        mark(self._refresh, role="quiet")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title)
        row.addWidget(self._account)
        row.addStretch(1)
        row.addWidget(self._refresh)
        self._head_row = row
        return row

    def _foot(self) -> QHBoxLayout:
        self._state = self._label("uploads-state", "small")
        self._delete = QPushButton(self)
        self._delete.setObjectName("delete-uploads")
        self._delete.clicked.connect(self._want_deletion)
        mark(self._delete, role="danger")
        row = QHBoxLayout()
        row.addWidget(self._state, 1)
        row.addWidget(self._delete)
        return row

    def _label(self, name: str, tone: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        mark(label, tone=tone)
        return label

    def _connect(self) -> None:
        self._scope.failed.connect(report_bug)
        self._preferences.settings_changed.connect(self._take_settings)
        self.model.page_wanted.connect(lambda token: self._scope.start("load", self._load(token)))
        self.table.chosen_changed.connect(self._show_chosen)
        self.table.delete_pressed.connect(self._want_deletion)
        self.table.copy_pressed.connect(self.details.copy)

    # --- loading -------------------------------------------------------------------------------------------

    async def _load(self, token: str | None) -> None:
        try:
            page = await list_uploads(self._desk, self._preferences.settings.account, token)
        except AudioDeskError as error:
            self.model.fail()
            self._show_loading(False)
            self.banner.show_error(words_for(error), self._act)
            return
        if token is None:
            self._show_first(page)
        else:
            self.model.add(page)
        self._show_loading(False)

    def _show_first(self, page: UploadPage) -> None:
        """What was chosen stays chosen where it is still there."""
        chosen = {upload.file.name for upload in self.table.chosen}
        self.model.show_first(page)
        self.table.choose(chosen)

    def _act(self, action: str) -> None:
        if action != "retry":
            self.action_wanted.emit(action)
        elif self.model.has_more:
            self.model.retry()
        else:
            self.refresh()

    def _take_settings(self, before: Settings, now: Settings) -> None:
        if before.account != now.account:
            self._scope.cancel("load")
            self.model.clear()
            self._show_account()
            self.refresh()

    def _take_progress(self, progress: object) -> None:
        if isinstance(progress, Uploading):
            self._upload_seen = True

    def _take_finished(self) -> None:
        if self._upload_seen:
            self._upload_seen = False
            self.refresh()

    # --- deleting ------------------------------------------------------------------------------------------

    def _want_deletion(self) -> None:
        chosen = self.table.chosen
        if chosen and not self._scope.is_running("delete"):
            self._scope.start("delete", self._delete_after_asking(chosen))

    async def _delete_after_asking(self, chosen: tuple[Upload, ...]) -> None:
        names = [name_words(upload.file) for upload in chosen]
        title = (
            self.tr("Delete “{0}” from the server?").format(names[0])
            if len(names) == 1
            else self.tr("Delete {0} uploads from the server?").format(len(names))
        )
        text = self.tr("Recordings and answers on this computer stay.")
        if len(names) > 1:
            rest = len(names) - _NAMES_SHOWN
            listed = names[:_NAMES_SHOWN] + ([self.tr("and {0} more").format(rest)] if rest > 0 else [])
            text = "\n".join([*listed, "", text])
        account = self._preferences.settings.account
        if await confirm(self, title, text, self.tr("Delete")):
            await self._delete_all(account, [upload.file.name for upload in chosen])

    async def _delete_all(self, account: Account, names: list[str]) -> None:
        self._delete.setEnabled(False)
        try:
            async with aclosing(delete_uploads(self._desk, account, names)) as results:
                async for result in results:
                    self._take_result(result)
        except AudioDeskError as error:
            self.banner.show_error(words_for(error), self._act)
        finally:
            self._show_chosen()
        if self.model.has_more:
            self.refresh()  # the server's next page now begins elsewhere

    def _take_result(self, result: DeleteResult) -> None:
        """A row that is gone goes; one that stays says why."""
        if result.error is None or isinstance(result.error, UploadGone):
            self.model.mark_undeleted(result.name, "")
            self.model.remove(result.name)
        else:
            self.model.mark_undeleted(result.name, words_for(result.error).sentence)
        self._show_loading(False)

    # --- showing -------------------------------------------------------------------------------------------

    def _show_account(self) -> None:
        self._account.show_text(account_words(self._preferences.settings.account))
        self._show_loading(False)

    def _show_loading(self, loading: bool) -> None:
        count = self.model.rowCount()
        self._stack.setCurrentWidget(self.table if count else self._empty)
        self._empty.show_words(
            self.tr("Loading the list…")
            if loading
            else self.tr(
                "No uploads. Recordings that are sent as a whole appear here. They stay on the server for "
                "48 hours, and can be asked about again without sending them twice."
            )
        )
        more = "+" if self.model.has_more else ""
        words = (
            self.tr("1 upload")
            if count == 1 and not more
            else self.tr("{0} uploads").format(f"{count}{more}")
        )
        self._delete.setVisible(count > 0)
        self._state.setText(self.tr("Loading…") if loading and count else words if count else "")

    def _show_chosen(self) -> None:
        chosen = self.table.chosen
        self.details.show_upload(chosen[0] if len(chosen) == 1 else None)
        self._delete.setEnabled(bool(chosen))
        words = self.tr("Delete {0} uploads…").format(len(chosen)) if len(chosen) > 1 else self.tr("Delete…")
        self._delete.setText(words)
        self._delete.setToolTip(self.tr("Delete what is selected from the server, after asking (Delete)"))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        if self._stale:
            self.refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

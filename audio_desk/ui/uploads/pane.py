"""The uploads pane: a file manager for what is on the server, and for what is on its way there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Uploading
from audio_desk.operations.uploads.queue import QueuedUpload
from audio_desk.settings import Settings
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.banner import Banner
from audio_desk.ui.dialogs import choose_files, confirm
from audio_desk.ui.document import Document
from audio_desk.ui.file_filters import sound_file_filters
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.empty_words import EmptyWords
from audio_desk.ui.uploads.arrangement import Arrangement
from audio_desk.ui.uploads.file_drops import FileDrops
from audio_desk.ui.uploads.pane_foot import PaneFoot
from audio_desk.ui.uploads.pane_head import PaneHead
from audio_desk.ui.uploads.pane_words import empty_words, state_words
from audio_desk.ui.uploads.quota_bar import QuotaBar
from audio_desk.ui.uploads.search_field import SearchField
from audio_desk.ui.uploads.sending_list import SendingList
from audio_desk.ui.uploads.shown_uploads import ShownUploads
from audio_desk.ui.uploads.upload_acts import UploadActs
from audio_desk.ui.uploads.upload_columns import Column
from audio_desk.ui.uploads.upload_deletion import UploadDeletion
from audio_desk.ui.uploads.upload_details import UploadDetails
from audio_desk.ui.uploads.upload_loader import UploadLoader
from audio_desk.ui.uploads.upload_model import UploadModel
from audio_desk.ui.uploads.upload_table import UploadTable
from audio_desk.ui.uploads.upload_watch import Pace, UploadWatch
from audio_desk.ui.uploads.upload_words import account_words

_SEARCH_MS = 150
_DETAILS_SHARE = 0.4


class UploadsPane(QWidget):
    """Asks the server only while it is visible; what was missed is loaded when it is shown again."""

    action_wanted = Signal(str)
    """What an error offers and the window has to do: `enter-key`, `use-on-device`"""
    uploads_changed = Signal()
    """Some arrived, or were deleted"""
    sending_changed = Signal(str)
    """What is being sent, in words; empty when nothing is"""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget | None = None,
        pace: Pace | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("uploads-pane")
        self._document = document
        self._preferences = preferences
        self._scope = TaskScope(self)
        self._stale = True
        self._quiet = True
        """Whether the user has not asked for what is being loaded."""
        self._upload_seen = False
        self._failed = False
        """Whether the list could not be loaded when it was last tried."""
        self._arrived: set[str] = set()
        self.model = UploadModel(self)
        shown = ShownUploads(desk, preferences, self.model, self._scope)
        self.loader = UploadLoader(shown, self)
        self.watching = UploadWatch(shown, self.loader, pace or Pace(), self)
        self.deletion = UploadDeletion(shown, self.loader, self)
        self.acts = UploadActs(desk, preferences, self._scope, self)
        self._make_parts(desk, theme)
        self._lay_out()
        self._connect()
        self._take_account()

    @property
    def is_loading(self) -> bool:
        """Whether a page is on its way."""
        return self.loader.is_loading

    def refresh(self) -> None:
        """Load the list anew; while hidden, as soon as the pane is shown."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = self._quiet = False
        self.banner.clear()
        self.loader.refresh()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Upload them to the account that is chosen now; before the first to Gemini, ask."""
        settings = self._preferences.settings
        if settings.account != "gemini" or "gemini" in settings.told:
            self.sending.add(settings.account, paths)
        elif not self._scope.is_running("consent"):
            self._scope.start("consent", self._add_with_consent(paths))

    def choose_files(self) -> None:
        """Ask for recordings to upload."""
        if not self._scope.is_running("choose files"):
            self._scope.start("choose files", self._choose_files())

    def watch(self, runner: AskRunner) -> None:
        """Load anew after every question that uploaded something."""
        runner.progress_changed.connect(self._take_progress)
        runner.answer_finished.connect(self._take_finished)

    def add_tool(self, button: QWidget) -> None:
        """A button at the end of the head, for what holds the pane."""
        self.head.add_tool(button)

    async def close_work(self) -> None:
        """Stop loading and deleting, pause what is sent, and wait until all have ended."""
        self.watching.stop()
        await self._scope.close()
        await self.sending.close_queue()

    # --- building ------------------------------------------------------------------------------------------

    def _make_parts(self, desk: Desk, theme: Theme) -> None:
        """From top to bottom: that is how Tab goes through them."""
        self.head = PaneHead(theme, self)
        self.quota = QuotaBar(self)
        self.search = SearchField(self)
        self.sending = SendingList(desk, self._scope, self)
        self.banner = Banner(theme)
        self.table = UploadTable(self.model, theme, self)
        self.details = UploadDetails(self)
        self.foot = PaneFoot(self)
        self.menu = QMenu(self)
        self.menu.setObjectName("upload-menu")
        self._empty = EmptyWords("uploads-empty", self)
        self.drops = FileDrops(self.tr("Let go to upload"), theme, self)
        self._search_pause = QTimer(self)
        self._search_pause.setSingleShot(True)
        self._search_pause.setInterval(_SEARCH_MS)

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
        for part in (self.head, self.quota, self.search, self.sending, self.banner):
            column.addWidget(part)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self._scope.failed.connect(report_bug)
        self._preferences.settings_changed.connect(self._take_settings)
        self._connect_parts()
        self.loader.changed.connect(self._show_state)
        # After the view has made room for what came.
        later = Qt.ConnectionType.QueuedConnection
        self.loader.changed.connect(self.table.load_at_end, later)
        self.loader.refreshed.connect(self._take_refreshed)
        self.loader.failed.connect(self._show_list_error)
        self.loader.stopped.connect(self._give_up_arranging)
        self.deletion.changed.connect(self._take_deletion)
        self.model.listed.connect(self._show_list)
        self.table.chosen_changed.connect(self._show_chosen)
        self.table.delete_pressed.connect(self._delete_chosen)
        self.table.copy_pressed.connect(self.details.copy)
        self.table.search_pressed.connect(self.search.setFocus)
        self.table.opened.connect(self.acts.open)
        self.table.menu_wanted.connect(self._show_menu)
        self.table.sort_wanted.connect(self._sort)
        self.details.ask_wanted.connect(self.acts.ask)
        self.details.open_wanted.connect(self.acts.open)
        self.details.folder_wanted.connect(self.acts.show_folder)
        for failing in (self.deletion, self.acts):
            failing.failed.connect(lambda error: self.banner.show_error(words_for(error), self._act))

    def _connect_parts(self) -> None:
        head = self.head
        head.add_pressed.connect(self.choose_files)
        head.refresh_pressed.connect(self.refresh)
        head.sort_wanted.connect(self._sort)
        head.delete_expiring_pressed.connect(self.deletion.delete_expiring)
        head.delete_known_pressed.connect(self.deletion.delete_known)
        head.delete_on_close_toggled.connect(lambda on: self._preferences.change(delete_uploads_on_close=on))
        self.foot.delete_pressed.connect(self._delete_chosen)
        self.foot.stop_pressed.connect(self._stop)
        self.search.textChanged.connect(lambda _text: self._search_pause.start())
        self.search.left.connect(self.table.setFocus)
        self._search_pause.timeout.connect(self._search)
        self.drops.dropped.connect(self.add_files)
        self.sending.arrived.connect(self._take_arrived)
        self.sending.summary_changed.connect(self.sending_changed)

    # --- the list ------------------------------------------------------------------------------------------

    def _take_refreshed(self) -> None:
        self._quiet, self._failed = True, False
        self.banner.clear()
        if self._arrived:
            self.table.choose(self._arrived)
            self._arrived = set()

    def _show_list_error(self, error: AudioDeskError) -> None:
        """A list that is only a minute old stays as it is; the foot says that it could not be had anew."""
        if not self._quiet or not self.model.known:
            self.banner.show_error(words_for(error), self._act)
        self._quiet = self._failed = True
        self._show_state()

    def _act(self, action: str) -> None:
        if action == "retry":
            self.refresh()
        else:
            self.action_wanted.emit(action)

    def _take_settings(self, before: Settings, now: Settings) -> None:
        if before.account != now.account:
            self.loader.forget()
            self._take_account()
            self.refresh()
        self.head.show_delete_on_close(now.delete_uploads_on_close)

    def _take_account(self) -> None:
        settings = self._preferences.settings
        self.quota.account.show_text(account_words(settings.account))
        self.head.show_delete_on_close(settings.delete_uploads_on_close)
        self._show_list()
        self._show_chosen()
        if self.isVisible():
            self._offer_unfinished()

    def _offer_unfinished(self) -> None:
        account = self._preferences.settings.account
        self._scope.start("unfinished", self.sending.offer_unfinished(account))

    def _take_progress(self, progress: object) -> None:
        if isinstance(progress, Uploading):
            self._upload_seen = True

    def _take_finished(self) -> None:
        if self._upload_seen:
            self._upload_seen = False
            self.refresh()

    def _take_arrived(self, upload: QueuedUpload) -> None:
        self.uploads_changed.emit()
        if upload.file is not None and upload.account == self._preferences.settings.account:
            self._arrived.add(upload.file.name)
            self.refresh()

    # --- order and search ----------------------------------------------------------------------------------

    def _sort(self, column: Column | None, descending: bool) -> None:
        self._arrange(Arrangement(column, descending, self.search.text()))

    def _search(self) -> None:
        now = self.model.arrangement
        self._arrange(Arrangement(now.column, now.descending, self.search.text()))

    def _arrange(self, arrangement: Arrangement) -> None:
        """Over everything: the rest of the list is loaded first."""
        self.model.arrange(arrangement)
        self.table.show_sorting(arrangement.column, descending=arrangement.descending)
        self.head.show_arrangement(arrangement)
        if self.model.needs_all:
            self.loader.load_rest()
        self._show_state()

    def _give_up_arranging(self) -> None:
        """A part of the list is shown as the server gives it."""
        if self.model.needs_all:
            self.search.clear()
            self._search_pause.stop()
            self._arrange(Arrangement())
        self._show_state()

    def _stop(self) -> None:
        if self.deletion.is_deleting:
            self.deletion.stop()
        elif self.is_loading:
            self.loader.stop()

    # --- deleting and adding -------------------------------------------------------------------------------

    def _delete_chosen(self) -> None:
        self.deletion.delete(self.table.chosen)

    def _take_deletion(self) -> None:
        self._show_state()
        self._show_chosen()
        self.uploads_changed.emit()

    async def _add_with_consent(self, paths: Sequence[Path]) -> None:
        text = self.tr(
            "{0} will go to Google and stay there for 48 hours; you can delete it before. With a free key "
            "Google may use what is sent to improve its products; with a paid one it does not. This is asked "
            "once."
        ).format(", ".join(path.name for path in paths[:3]) + (", …" if len(paths) > 3 else ""))
        if await confirm(self, self.tr("Send to Gemini?"), text, self.tr("Send")):
            self._preferences.change(told=(*self._preferences.settings.told, "gemini"))
            self.add_files(paths)

    async def _choose_files(self) -> None:
        recording = self._document.recording
        folder = recording.path.parent if recording is not None else Path.home()
        paths = await choose_files(self, self.tr("Upload recordings"), folder, sound_file_filters())
        if paths:
            self.add_files(paths)

    # --- showing -------------------------------------------------------------------------------------------

    def _show_list(self) -> None:
        known = self.model.known
        self.quota.show_uploads(known, has_more=self.model.has_more)
        self.search.setVisible(bool(known) or bool(self.search.text()))
        self._show_state()

    def _show_state(self) -> None:
        shown = self.model.rowCount()
        self._stack.setCurrentWidget(self.table if shown else self._empty)
        account = self._preferences.settings.account
        words = empty_words(self.model, self.loader, account, failed=self._failed)
        self._empty.show_words(words)
        words = state_words(self.model, self.loader, self.deletion, quiet=self._quiet)
        self.foot.state.show_text(words)
        self.foot.stop.setVisible(self.deletion.is_deleting or self.loader.is_loading_rest)
        self.foot.delete.setVisible(shown > 0)

    def _show_chosen(self) -> None:
        chosen = self.table.chosen
        was_hidden = self.details.isHidden()
        self.details.show_upload(chosen[0] if len(chosen) == 1 else None)
        if was_hidden and not self.details.isHidden():
            self._share_height()
        self.foot.show_chosen(len(chosen), enabled=not self.deletion.is_deleting)

    def _share_height(self) -> None:
        """The list keeps the larger part when the details come, unless somebody has divided it otherwise."""
        sizes = self._splitter.sizes()
        total = sum(sizes)
        if total and not 0 < sizes[1] <= _DETAILS_SHARE * total:
            below = min(round(_DETAILS_SHARE * total), self.details.maximumHeight())
            self._splitter.setSizes([total - below, below])

    def _show_menu(self, place: QPoint) -> None:
        chosen = self.table.chosen
        if not chosen:
            return
        self.menu.clear()
        if len(chosen) == 1:
            self.acts.fill(self.menu, chosen[0])
            self.menu.addAction(self.tr("Copy details")).triggered.connect(lambda _on: self.details.copy())
            self.menu.addSeparator()
        self.menu.addAction(self.foot.delete.text()).triggered.connect(lambda _on: self._delete_chosen())
        self.menu.popup(place)

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watching.start()
        self._offer_unfinished()
        if self._stale:
            self.refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.watching.stop()
        super().hideEvent(event)

"""The one window: builds the panes, connects them, and follows its own width."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.operations.desk import Desk
from audio_desk.operations.open_recording import Shown
from audio_desk.ui.actions import install
from audio_desk.ui.ask.asking_errands import AskingErrands
from audio_desk.ui.ask.pane import AskPane
from audio_desk.ui.ask.preview import Preview
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.ask.sound_check import SoundCheck
from audio_desk.ui.banner import Banner
from audio_desk.ui.commands import Group, WindowRuns, command_groups
from audio_desk.ui.document import Document
from audio_desk.ui.documents_link import DocumentsLink
from audio_desk.ui.empty import EmptyPane
from audio_desk.ui.errands import Errands
from audio_desk.ui.header import RecordingHeader
from audio_desk.ui.long.long_work import LongWork
from audio_desk.ui.notes.notes_tab import NotesTab
from audio_desk.ui.opening import Opener
from audio_desk.ui.playback.kept import KeptPlayback
from audio_desk.ui.playback.player import Player
from audio_desk.ui.playback.transport import TransportBar
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.progress_words import progress_words
from audio_desk.ui.recording_page import MARGIN_PX, RecordingPage
from audio_desk.ui.regions.keeper import RegionKeeper
from audio_desk.ui.settings.account_menu import AccountMenu
from audio_desk.ui.side.column import SideColumn
from audio_desk.ui.silence_finder import SilenceFinder
from audio_desk.ui.status import StatusLine
from audio_desk.ui.task_scope import TaskScope
from audio_desk.ui.theme import Theme
from audio_desk.ui.top_bar import TopBar
from audio_desk.ui.transcripts.results import ResultsPane
from audio_desk.ui.uploads.pane import UploadsPane
from audio_desk.ui.uploads_dock import WIDTH_PX, UploadsDock
from audio_desk.ui.uploads_link import UploadsLink
from audio_desk.ui.waveform.panel import WaveformPanel
from audio_desk.ui.window_state import WindowState

LEAST_SIZE_PX = (1024, 640)
COLUMN_FROM_PX = 1360
"""In a narrower window the left column gives its room to the waveform and becomes a menu in the header."""
SIDE_PX = 220


class MainWindow(QMainWindow):
    """Closing it is a wish: `close_wanted` leaves it to the program to end its work first."""

    close_wanted = Signal()

    def __init__(
        self, desk: Desk, document: Document, preferences: Preferences, player: Player, theme: Theme
    ) -> None:
        super().__init__()
        self._document, self._preferences, self._player, self._theme = document, preferences, player, theme
        self.setObjectName("main-window")
        self.setWindowTitle(self.tr("Audio Desk"))
        self.setMinimumSize(*LEAST_SIZE_PX)
        self.setAcceptDrops(True)
        self.runner = AskRunner(desk, document, preferences, self)
        self.opener = Opener(desk, document, self)
        self.region_keeper = RegionKeeper(desk, document, self)
        self._make_panes(desk)
        self.errands = Errands(desk, document, preferences, self)
        self.documents = DocumentsLink(desk, document, preferences, theme, self)
        self.asking = AskingErrands(desk, document, preferences, self.runner, self.ask, self)
        self._lay_out()
        self.commands = self._make_commands()
        self._connect()
        self._state = WindowState(self, self.dock, preferences)
        self._state.restore()
        self.dock.setVisible(preferences.settings.uploads_visible)
        self.side.refresh()
        self.empty.open_button.setFocus()

    async def settled(self) -> None:
        """Wait until nothing is being opened, read, asked or listed: what is drawn then will stay."""
        scopes = self.findChildren(TaskScope)
        while busy := [scope for scope in scopes if scope.is_busy]:
            for scope in busy:
                await scope.idle()

    async def end_work(self) -> None:
        """Keep the window's shape, hide it, stop all that it runs, and wait for that."""
        self._state.remember()
        self.hide()
        self._player.stop()
        await self.region_keeper.flush()
        await self.runner.close()
        await self.uploads_link.end()
        for scope in self.findChildren(TaskScope):
            await scope.close()
        self.waveform.close_reader()
        self._player.close()

    # --- building ------------------------------------------------------------------------------------------

    def _make_panes(self, desk: Desk) -> None:
        document, preferences, theme = self._document, self._preferences, self._theme
        self.account = AccountMenu(desk, preferences, theme)
        self.top_bar = TopBar(self.account, theme)
        self.side = SideColumn(desk, document, theme)
        self.empty = EmptyPane(theme)
        self.banner = Banner(theme)
        self.header = RecordingHeader(document, theme, self.side.menu)
        self.waveform = WaveformPanel(document, theme)
        self.waveform.lanes.keep_in(preferences)
        SilenceFinder(desk, document, self.waveform)
        self.transport = TransportBar(document, self._player, self.waveform, theme)
        KeptPlayback(self._player, self.transport.following, preferences, parent=self)
        self.ask = AskPane(document, preferences, self.runner, theme)
        channels = self.runner.channels
        SoundCheck(desk, document, channels, self.ask.sound)
        self.preview = Preview(desk, document, self._player, channels, self.ask.row.hear)
        self.results = ResultsPane(desk, document, self.runner, theme)
        panes = (self.waveform, self.ask, self.results)
        self.long = LongWork(desk, document, preferences, self.runner, panes, theme, self)
        self.notes = NotesTab(document, theme, self.results.tabs)
        self.notes.gone_to.connect(self.waveform.reveal)
        self.uploads = UploadsPane(desk, document, preferences, theme)
        self.uploads_link = UploadsLink(
            desk, document, preferences, self.uploads, self.runner, self.opener, self
        )
        self.uploads_link.ask_in(self.ask)
        self.uploads_link.count_down(self.header.upload_left)
        self.dock = UploadsDock(self.uploads, theme, self)
        self.status = StatusLine(desk, preferences)

    def _lay_out(self) -> None:
        page = RecordingPage(self.header, (self.waveform, self.transport), self.ask, self.results)
        self.waveform.room_wanted.connect(page.give_room)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._with_margins(self.empty))
        self.stack.addWidget(page)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._with_margins(self.banner, below=0))
        column.addWidget(self.stack, 1)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setObjectName("columns-splitter")
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        self.columns.addWidget(self.side)
        self.columns.addWidget(body)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([SIDE_PX, LEAST_SIZE_PX[0]])
        self.setMenuWidget(self.top_bar)
        self.setCentralWidget(self.columns)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.resizeDocks([self.dock], [WIDTH_PX], Qt.Orientation.Horizontal)
        self._put_status()

    def _put_status(self) -> None:
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        bar.addPermanentWidget(self.status, 1)
        bar.setContentsMargins(0, 0, 0, 0)
        self.setStatusBar(bar)

    def _with_margins(self, widget: QWidget, below: int = MARGIN_PX) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX if below else 0, MARGIN_PX, below)
        column.addWidget(widget)
        return holder

    def _make_commands(self) -> tuple[Group, ...]:
        errands = self.errands
        runs = WindowRuns(
            choose_file=errands.choose_file,
            toggle_uploads=self.top_bar.uploads.toggle,
            add_uploads=self._add_uploads,
            refresh_uploads=self.uploads.refresh,
            go_to_time=errands.go_to_time,
            undo=self._document.history.undo,
            redo=self._document.history.redo,
            settings=errands.show_settings,
            shortcuts=lambda: errands.show_shortcuts(self.commands),
        )
        groups = (
            *command_groups(self._player, self.transport, self.waveform, self.ask, self.runner, runs),
            self.documents.group,
        )
        actions = install(groups, self, self.waveform.wave)
        self.documents.put_menu(actions)
        hints = {command.name: command.hint for group in groups for command in group.commands}
        bar = self.top_bar
        for button in (bar.open, bar.settings, bar.keys):
            button.setToolTip(hints[button.objectName()])
        bar.uploads.setToolTip(hints["uploads"])
        history = self._document.history

        def show_history() -> None:
            bar.show_history((history.undo_words, hints["undo"]), (history.redo_words, hints["redo"]))

        history.changed.connect(show_history)
        show_history()
        return groups

    def _connect(self) -> None:
        errands, bar, opener, runner = self.errands, self.top_bar, self.opener, self.runner
        bar.open.clicked.connect(errands.choose_file)
        bar.settings.clicked.connect(errands.show_settings)
        bar.keys.clicked.connect(lambda: errands.show_shortcuts(self.commands))
        bar.uploads.setChecked(self._preferences.settings.uploads_visible)
        bar.uploads.toggled.connect(self._show_uploads)
        self.dock.wanted_changed.connect(bar.uploads.setChecked)
        self.account.key_wanted.connect(errands.ask_for_key)
        errands.file_chosen.connect(self.documents.open)
        errands.time_chosen.connect(self._go_to)
        errands.key_changed.connect(self.status.refresh_origin)
        errands.key_changed.connect(self.uploads.refresh)
        self.side.open_wanted.connect(opener.open)
        self.empty.open_wanted.connect(errands.choose_file)
        self.empty.sample_wanted.connect(opener.open_sample)
        opener.opening_changed.connect(self._show_opening)
        opener.read_changed.connect(self._show_read)
        opener.drawing_changed.connect(self.status.show_drawing)
        opener.failed.connect(self._show_open_error)
        bar.undo.clicked.connect(self._document.history.undo)
        bar.redo.clicked.connect(self._document.history.redo)
        self.waveform.regions.transcript_wanted.connect(runner.transcribe)
        self.region_keeper.failed.connect(self._show_region_trouble)
        runner.progress_changed.connect(self._show_asking)
        runner.requests.spent_changed.connect(lambda: self.status.show_spent(runner.requests.today))
        runner.requests.look()
        self.results.answers.page.receipt_wanted.connect(self.asking.show_receipt)
        runner.running_changed.connect(lambda running: self._show_asking(runner.progress))
        self.uploads.sending_changed.connect(self.status.show_sending)
        for pane in (self.ask, self.uploads):
            pane.action_wanted.connect(self.act_on)
        self._document.shown_changed.connect(self._show_shown)
        for sounding in (self._player, self.preview):
            sounding.failed.connect(lambda error: self.banner.show_error(words_for(error), self.act_on))
        for field in self.findChildren(QLineEdit):
            field.setAcceptDrops(False)  # a file dropped there means the window, not its address as text

    # --- what happens --------------------------------------------------------------------------------------

    def act_on(self, action: str) -> None:
        """Do what a message offered."""
        acts = {
            "enter-key": self.errands.ask_for_key,
            "open-file": self.errands.choose_file,
            "use-on-device": lambda: self._preferences.change(account="on-device"),
            "choose-model": self.account.show_choices,
        }
        act = acts.get(action)
        if act is not None:
            act()

    def _show_shown(self, shown: Shown | None) -> None:
        self.banner.clear()
        self.stack.setCurrentIndex(0 if shown is None else 1)
        self._place_recordings()
        if shown is None:
            self.setWindowTitle(self.tr("Audio Desk"))
        else:
            self.setWindowTitle(self.tr("{0} – Audio Desk").format(shown.path.name))
            self.waveform.focus_waveform()

    def _place_recordings(self) -> None:
        """Beside the page where there is room, and always while there is no page with the menu."""
        narrow = self.width() < COLUMN_FROM_PX
        self.side.setVisible(not narrow or self._document.shown is None)
        self.header.others.setVisible(narrow)

    def _show_opening(self, path: Path | None) -> None:
        self.empty.set_busy(path.name if path is not None else "")
        self.status.show_opening(path)

    def _show_read(self, path: Path, part: float) -> None:
        self.status.show_opening(path, part)
        self.header.show_read(part)

    def _show_open_error(self, path: Path, error: AudioDeskError) -> None:
        def act(action: str) -> None:
            if action == "retry":
                self.opener.open(path)
            else:
                self.act_on(action)

        self.banner.show_error(words_for(error), act)

    def _show_region_trouble(self, error: AudioDeskError) -> None:
        """They are kept in the window, and tried again now and then."""
        self.banner.show_error(words_for(error), lambda _action: self.region_keeper.retry())

    def _go_to(self, seconds: float) -> None:
        measured = self._document.measured
        if measured is not None:
            frame = round(seconds * measured.rate)
            self._player.seek(frame)
            self.waveform.reveal(frame)

    def _show_asking(self, progress: object) -> None:
        self.status.show_asking(progress_words(progress) if self.runner.is_running else "")

    def _add_uploads(self) -> None:
        """Where one can see how they go."""
        self.top_bar.uploads.setChecked(True)
        self.uploads.choose_files()

    def _show_uploads(self, visible: bool) -> None:
        self.dock.setVisible(visible)
        self._preferences.change(uploads_visible=visible)

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_recordings()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()
            self.empty.set_hovered(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.empty.set_hovered(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.empty.set_hovered(False)
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.documents.open(path)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_wanted.emit()


def _dropped_file(event: QDropEvent) -> Path | None:
    """The first file of this computer among what is dropped."""
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if files else None

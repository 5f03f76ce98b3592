"""Builds the panes into the window that is already seen, one in each turn of its loop, and connects them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from audio_desk.operations.desk import Desk
from audio_desk.ui.actions import install
from audio_desk.ui.ask.asking_errands import AskingErrands
from audio_desk.ui.ask.pane import AskPane
from audio_desk.ui.ask.preview import Preview
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.ask.several.crossing import Crossing
from audio_desk.ui.ask.sound_check import SoundCheck
from audio_desk.ui.banner import Banner
from audio_desk.ui.commands import Group, WindowRuns, command_groups
from audio_desk.ui.document import Document
from audio_desk.ui.documents_link import DocumentsLink
from audio_desk.ui.errands import Errands
from audio_desk.ui.header import RecordingHeader
from audio_desk.ui.long.long_work import LongWork
from audio_desk.ui.main_window import MainWindow
from audio_desk.ui.notes.notes_tab import NotesTab
from audio_desk.ui.opening import Opener
from audio_desk.ui.places import status_bar
from audio_desk.ui.playback.kept import KeptPlayback
from audio_desk.ui.playback.player import Player
from audio_desk.ui.playback.transport import TransportBar
from audio_desk.ui.queue.queue_work import QueueWork
from audio_desk.ui.reactions import Reactions
from audio_desk.ui.recording_page import MARGIN_PX, RecordingPage
from audio_desk.ui.regions.keeper import RegionKeeper
from audio_desk.ui.regions.region_link import RegionLink
from audio_desk.ui.settings.account_menu import AccountMenu
from audio_desk.ui.side.column import SideColumn
from audio_desk.ui.silence_finder import SilenceFinder
from audio_desk.ui.status import StatusLine
from audio_desk.ui.transcripts.results import ResultsPane
from audio_desk.ui.transcripts.script.desk import ScriptDesk
from audio_desk.ui.uploads.pane import UploadsPane
from audio_desk.ui.uploads_link import UploadsLink
from audio_desk.ui.waveform.panel import WaveformPanel


class Furnishing:
    """Each step of `steps` takes no longer than a turn of the loop may."""

    def __init__(self, window: MainWindow, desk: Desk, document: Document, player: Player) -> None:
        self._window, self._desk = window, desk
        self._document, self._player = document, player
        window.document, window.player = document, player

    def steps(self) -> Iterator[None]:
        """Do the next step for each value that is taken; afterwards the window is whole."""
        for step in (
            self._make_workers,
            self._make_hearing,
            self._make_asking,
            self._make_results,
            self._make_uploads,
            self._make_frame,
            self._make_page,
            self._put_page,
            self._lay_out,
            self._make_commands,
            self._connect,
            self._connect_opening,
            self._connect_work,
            self._end,
        ):
            step()
            yield

    # --- building ------------------------------------------------------------------------------------------

    def _make_workers(self) -> None:
        window, desk, document = self._window, self._desk, self._document
        window.runner = AskRunner(desk, document, window.preferences, window)
        window.opener = Opener(desk, document, window)
        window.region_keeper = RegionKeeper(desk, document, window)
        window.side = SideColumn(desk, document, window.theme)
        window.header = RecordingHeader(document, window.theme, window.side.menu)

    def _make_hearing(self) -> None:
        window, document, theme = self._window, self._document, self._window.theme
        window.waveform = WaveformPanel(document, theme)
        window.waveform.lanes.keep_in(window.preferences)
        SilenceFinder(self._desk, document, window.waveform)
        window.transport = TransportBar(document, self._player, window.waveform, theme)
        KeptPlayback(self._player, window.transport.following, window.preferences, parent=window)

    def _make_asking(self) -> None:
        window, desk, document = self._window, self._desk, self._document
        window.ask = AskPane(document, window.preferences, window.runner, window.theme)
        channels = window.runner.channels
        SoundCheck(desk, document, channels, window.ask.sound)
        window.preview = Preview(desk, document, self._player, channels, window.ask.row.hear)

    def _make_results(self) -> None:
        window, document, theme = self._window, self._document, self._window.theme
        window.results = ResultsPane(self._desk, document, window.runner, theme)
        panes = (window.waveform, window.ask, window.results)
        window.long = LongWork(self._desk, document, window.preferences, window.runner, panes, theme, window)
        window.queue = QueueWork(self._desk, document, window.preferences, window.runner, window.ask, window)
        RegionLink(document, window.waveform, window.side, window.queue.open, window)
        window.notes = NotesTab(document, theme, window.results.tabs)
        window.notes.gone_to.connect(window.waveform.reveal)

    def _make_uploads(self) -> None:
        window, desk, document = self._window, self._desk, self._document
        window.uploads = UploadsPane(desk, document, window.preferences, window.theme)
        window.uploads_link = UploadsLink(
            desk, document, window.preferences, window.uploads, window.runner, window.opener, window
        )
        window.uploads_link.ask_in(window.ask)
        window.uploads_link.count_down(window.header.upload_left)

    def _make_frame(self) -> None:
        window, desk = self._window, self._desk
        window.account = AccountMenu(desk, window.preferences, window.theme)
        window.banner = Banner(window.theme)
        window.status = StatusLine(desk, window.preferences)
        for keeper in (window.results.keeper, window.region_keeper):
            window.status.watch(keeper)
        window.errands = Errands(desk, self._document, window.preferences, window)
        window.documents = DocumentsLink(desk, self._document, window.preferences, window.theme, window)
        window.script = ScriptDesk(desk, self._document, self._player, window.theme, window)
        editing, editor = window.script.editing, window.script.editing.editor
        window.status.watch_typing(lambda: editing.is_drafting, editor.typed, editor.cancelled)
        window.asking = AskingErrands(
            desk, self._document, window.preferences, window.runner, window.ask, window
        )
        Crossing(desk, self._document, window.opener, window.runner, window.results, window.waveform)
        window.runner.basket.changed.connect(window.side.refresh)
        window.reactions = Reactions(window)

    def _make_page(self) -> None:
        window = self._window
        window.page = RecordingPage(
            window.header, (window.waveform, window.transport), window.ask, window.results
        )
        window.waveform.room_wanted.connect(window.page.give_room)

    def _put_page(self) -> None:
        window = self._window
        window.stack.addWidget(window.page)
        window.state.restore_splitters(window.page)

    def _lay_out(self) -> None:
        """Everything takes the place that was kept for it."""
        window = self._window
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN_PX, 0, MARGIN_PX, 0)
        column.addWidget(window.banner)
        window.body.insertWidget(0, holder)
        window.put_side(window.side)
        window.top_bar.put_account(window.account)
        window.dock.hold(window.uploads)
        window.state.restore_splitters(window.dock)
        window.setStatusBar(status_bar(window.status))

    def _make_commands(self) -> None:
        window, errands = self._window, self._window.errands
        runs = WindowRuns(
            choose_file=errands.choose_file,
            toggle_uploads=window.top_bar.uploads.toggle,
            add_uploads=window.reactions.add_uploads,
            refresh_uploads=window.uploads.refresh,
            go_to_time=errands.go_to_time,
            undo=self._document.history.undo,
            redo=self._document.history.redo,
            settings=errands.show_settings,
            shortcuts=lambda: errands.show_shortcuts(window.commands),
        )
        window.commands = (
            *command_groups(self._player, window.transport, window.waveform, window.ask, window.runner, runs),
            window.queue.group,
            window.script.group,
            window.documents.group,
        )
        actions = install(window.commands, window, window.waveform.wave)
        window.documents.put_menu(actions)
        self._show_hints(window.commands)

    def _show_hints(self, groups: tuple[Group, ...]) -> None:
        hints = {command.name: command.hint for group in groups for command in group.commands}
        bar, history = self._window.top_bar, self._document.history
        for button in (bar.open, bar.settings, bar.keys):
            button.setToolTip(hints[button.objectName()])
        bar.uploads.setToolTip(hints["uploads"])

        def show_history() -> None:
            bar.show_history((history.undo_words, hints["undo"]), (history.redo_words, hints["redo"]))

        history.changed.connect(show_history)
        show_history()

    # --- connecting ----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        window, errands, bar = self._window, self._window.errands, self._window.top_bar
        bar.open.clicked.connect(errands.choose_file)
        bar.settings.clicked.connect(errands.show_settings)
        bar.keys.clicked.connect(lambda: errands.show_shortcuts(window.commands))
        bar.undo.clicked.connect(self._document.history.undo)
        bar.redo.clicked.connect(self._document.history.redo)
        window.account.key_wanted.connect(errands.ask_for_key)
        errands.file_chosen.connect(window.documents.open)
        errands.time_chosen.connect(window.reactions.go_to)
        errands.key_changed.connect(window.status.refresh_origin)
        errands.key_changed.connect(window.uploads.refresh)
        for field in window.findChildren(QLineEdit):
            field.setAcceptDrops(False)  # a file dropped there means the window, not its address as text

    def _connect_opening(self) -> None:
        window, opener, reactions = self._window, self._window.opener, self._window.reactions
        window.side.open_wanted.connect(opener.open)
        window.empty.open_wanted.connect(window.errands.choose_file)
        window.empty.sample_wanted.connect(opener.open_sample)
        opener.opening_changed.connect(reactions.show_opening)
        opener.read_changed.connect(reactions.show_read)
        opener.drawing_changed.connect(window.status.show_drawing)
        opener.failed.connect(reactions.show_open_error)
        self._document.shown_changed.connect(reactions.show_shown)

    def _connect_work(self) -> None:
        window, runner, reactions = self._window, self._window.runner, self._window.reactions
        window.waveform.regions.transcript_wanted.connect(runner.transcribe)
        window.region_keeper.failed.connect(reactions.show_region_trouble)
        runner.progress_changed.connect(reactions.show_asking)
        runner.requests.spent_changed.connect(reactions.show_spent)
        runner.requests.look()
        window.results.answers.page.receipt_wanted.connect(window.asking.show_receipt)
        runner.running_changed.connect(lambda running: reactions.show_asking(runner.progress))
        window.uploads.sending_changed.connect(window.status.show_sending)
        for pane in (window.ask, window.uploads):
            pane.action_wanted.connect(reactions.act_on)
        for sounding in (self._player, window.preview):
            sounding.failed.connect(reactions.show_play_error)

    def _end(self) -> None:
        self._window.side.refresh()
        self._window.take_in()

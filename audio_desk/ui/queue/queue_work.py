"""The queue of regions, in the window: its dialog, its line in the ask pane, its errors."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError, NoRegions
from audio_desk.library.queue_records import ItemState, QueueItem
from audio_desk.operations.asking.prices import money_of
from audio_desk.operations.desk import Desk
from audio_desk.operations.queue.plan import QueueEstimate, QueueRequest, estimate_queue, items_of
from audio_desk.operations.queue.running import account_of
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.request.prompts import Task
from audio_desk.ui.ask.pane import AskPane
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.commands import Command, Group
from audio_desk.ui.dialogs import ask_user
from audio_desk.ui.document import Document
from audio_desk.ui.long.work_line import WorkLine
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.queue.queue_dialog import QueueDialog
from audio_desk.ui.queue.queue_words import counts_words, progress_words, subject_words
from audio_desk.ui.queue.runner import QueueRunner
from audio_desk.ui.task_scope import TaskScope, report_bug


class QueueWork(QObject):
    """Wires itself into the ask pane; lives as long as the window."""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        preferences: Preferences,
        asking: AskRunner,
        pane: AskPane,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._preferences, self._asking = document, preferences, asking
        self._pane, self._window = pane, window
        self.runner = QueueRunner(desk, document, self)
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self.line = WorkLine(
            "queue",
            self.tr("Queue of regions"),
            (("go-on", self.tr("Go on")), ("leave", self.tr("Leave it")), ("stop", self.tr("Stop"))),
            pane,
        )
        pane.add_line(self.line)
        self.line.pressed.connect(self._press)
        asking.others.add(self._has_begun, self.runner.changed, self.runner.stop)
        self.runner.answer_came.connect(asking.take_answer)
        self.runner.failed.connect(self._show_error)
        self.runner.changed.connect(self._show)

    @property
    def group(self) -> Group:
        """Its commands, for the sheet of keys."""
        words = self.tr("Transcribe all regions, or ask about them")
        return Group(self.tr("Queue"), (Command("queue", words, (), ("Ctrl+Shift+A",), self.open),))

    def open(self) -> None:
        """Choose what is asked of all regions; nothing while a queue of this recording runs."""
        if self._document.recording is None or self.runner.is_running:
            return
        if not self._scope.is_running("dialog"):
            self._scope.start("dialog", self._choose())

    def _has_begun(self) -> bool:
        """A region that is selected can be transcribed beside it."""
        return self.runner.is_running and self._document.selection is None

    async def _choose(self) -> None:
        recording, asking = self._document.recording, self._asking
        items = items_of(self._document.regions.records)
        if recording is None:
            return
        if not items:
            self._show_error(NoRegions(recording.path))
            return
        book, settings = asking.requests, self._preferences.settings

        def plan(chosen: tuple[QueueItem, ...], task: Task, question: str) -> QueueEstimate:
            channel = asking.channels.channel
            return estimate_queue(recording, chosen, task, question, book.settings, book.learnt_rate, channel)

        dialog = QueueDialog(
            items,
            recording.rate,
            plan,
            book.dollars,
            account=settings.account,
            mode=settings.mode,
            question=self._pane.question.text().strip(),
            whole_stays=asking.whole_stays,
            parent=self._window,
        )
        # At once, and not when this goes on: from then on it can be stopped.
        dialog.accepted.connect(lambda: self._begin(recording, dialog))
        await ask_user(dialog)

    def _begin(self, recording: Recording, chosen: QueueDialog) -> None:
        if self._document.recording is not recording:
            return
        asking = self._asking
        request = QueueRequest(
            recording,
            chosen.items,
            chosen.mode,
            chosen.task,
            chosen.question,
            self._preferences.settings.account,
            asking.requests.model,
            asking.requests.settings,
            asking.channels.channel,
        )
        self._pane.banner.clear()
        asking.with_consent(request.account, lambda: self.runner.begin(request))

    def _press(self, key: str) -> None:
        if key == "stop":
            self.runner.stop()
        elif key == "leave":
            self.runner.leave()
        else:
            self._go_on()

    def _go_on(self) -> None:
        queue, settings = self.runner.unfinished, self._asking.requests.settings
        if queue is not None:
            self._pane.banner.clear()
            self._asking.with_consent(account_of(queue), lambda: self.runner.go_on(settings))

    def _show_error(self, error: AudioDeskError) -> None:
        self._pane.banner.show_error(words_for(error), self._act)

    def _act(self, action: str) -> None:
        if action == "retry":
            self._go_on()
        else:
            self._pane.action_wanted.emit(action)

    def _show(self) -> None:
        queue, progress = self.runner.unfinished, self.runner.progress
        if progress is not None:
            said = (progress.prompt_tokens, progress.answer_tokens)
            running = progress.queue
            dollars = money_of(self._asking.requests.prices, running.account, running.model, said)
            words = f"{subject_words(running)}: {progress_words(progress, dollars)}"
            self.line.show_work(words, running.count(ItemState.DONE), len(running.items), ("stop",))
        elif queue is not None and not self.runner.is_running:
            words = self.tr("{0}, unfinished: {1}").format(subject_words(queue), counts_words(queue))
            done = queue.count(ItemState.DONE)
            self.line.show_work(words, done, len(queue.items), ("go-on", "leave"), attention=True)
        else:
            self.line.hide()

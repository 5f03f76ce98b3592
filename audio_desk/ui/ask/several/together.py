"""Makes one request of what is in the basket, or of what an earlier answer was about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from audio_desk.errors import AudioDeskError
from audio_desk.library.records import AnswerRecord
from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.several import topics_of
from audio_desk.operations.asking.several_again import topics_again
from audio_desk.operations.asking.topic import Topic
from audio_desk.operations.desk import Desk
from audio_desk.request.prompts import Task
from audio_desk.ui.ask.several.basket import Basket
from audio_desk.ui.document import Document
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.task_scope import TaskScope


class Together(QObject):
    recording_wanted = Signal(object)
    """Recording: something is asked about it and others, and none of them is shown"""
    failed = Signal(object)
    """AudioDeskError"""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        preferences: Preferences,
        scope: TaskScope,
        request_about: Callable[[Topic, Task, str], AskRequest],
        send: Callable[[AskRequest], None],
        parent: QObject,
    ) -> None:
        """`request_about` one makes the request that the others are added to."""
        super().__init__(parent)
        self._desk, self._document, self._preferences, self._scope = desk, document, preferences, scope
        self._request_about, self._send = request_about, send
        self.basket = Basket(self)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """As they would be sent now; empty where a question is about what is shown."""
        settings = self._preferences.settings
        return self.basket.sent_as(settings.mode, settings.account)

    def request(self, task: Task, question: str, topics: tuple[Topic, ...] = ()) -> AskRequest:
        first, *others = topics or self.topics
        return replace(self._request_about(first, task, question), also=tuple(others))

    def ask(self, task: Task, question: str) -> None:
        self._ask(self.request(task, question))

    def retry(self, last: AskRequest) -> None:
        """With the account and model chosen now."""
        self._ask(self.request(last.task, last.question, topics_of(last)))

    def again(self, answer: AnswerRecord) -> None:
        """The same, as a new answer."""
        self._scope.start("again", self._again(answer))

    async def _again(self, answer: AnswerRecord) -> None:
        try:
            topics = await topics_again(self._desk, answer)
        except AudioDeskError as error:
            self.failed.emit(error)
        else:
            self._ask(self.request(Task(answer.task), answer.question, topics))

    def _ask(self, request: AskRequest) -> None:
        shown = self._document.recording
        wanted = {topic.recording.record.id for topic in topics_of(request)}
        if shown is None or shown.record.id not in wanted:
            self.recording_wanted.emit(request.recording)
        self._send(request)

"""Knows how the shown recording is asked about, what that costs, and what has been spent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from audio_desk.errors import StoreError
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.prices import price_table
from audio_desk.operations.asking.request_parts import model_for, settings_for
from audio_desk.operations.asking.several import topics_of
from audio_desk.operations.asking.spending import Spending, spent_on, spent_today
from audio_desk.operations.desk import Desk
from audio_desk.request_settings import RequestSettings
from audio_desk.settings import Settings
from audio_desk.ui.ask.consent import agree_to_sound, is_agreed
from audio_desk.ui.document import Document
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.task_scope import TaskScope

_BEARING = ("account", "gemini_model", "on_device_model", "request")
"""The settings that bear on a request."""


class RequestBook(QObject):
    """`changed` tells that a plan made before may not hold any more."""

    changed = Signal()
    spent_changed = Signal()

    def __init__(
        self, desk: Desk, document: Document, preferences: Preferences, scope: TaskScope, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._document = document
        self._preferences = preferences
        self._scope = scope
        self._record: RecordingRecord | None = None
        self.learnt_rate: float | None = None
        self.speakers: tuple[str, ...] = ()
        """Those that the recording's answers name."""
        self.prices = price_table(desk.paths)
        self.today = Spending()
        self.on_recording = Spending()
        document.recording_changed.connect(lambda _: self._take_recording())
        preferences.settings_changed.connect(self._settings_changed)

    @property
    def settings(self) -> RequestSettings:
        """The recording's own, or those of all."""
        defaults = self._preferences.settings.request
        return settings_for(self._record, defaults) if self._record is not None else defaults

    @property
    def regions_only(self) -> bool:
        return self._record is not None and self._record.regions_only

    @property
    def model(self) -> str:
        settings = self._preferences.settings
        return model_for(settings.account, self.settings, settings)

    async def agreed(self, request: AskRequest, window: QWidget) -> bool:
        """Whether its sound may leave, be it only to be counted: asked of the user the first time."""
        names = ", ".join(topic.name for topic in topics_of(request))
        return is_agreed(self._preferences) or await agree_to_sound(self._preferences, window, names)

    def dollars(self, tokens: int) -> float | None:
        """Of what is sent, without the answer, today; None where the table has no price."""
        if self.prices is None:
            return None
        return self.prices.price(self.model, tokens, 0, datetime.now(UTC).date())

    def keep(self, settings: RequestSettings, *, regions_only: bool, for_all: bool) -> None:
        """For the shown recording; `for_all`: for the others too that have none of their own."""
        if self._record is not None:
            self._record = replace(self._record, request=settings, regions_only=regions_only)
            # Each in its own time: leaving the recording meanwhile loses nothing.
            self._scope.start(f"keep request {self._record.id}", self._keep(self._record))
        if for_all:
            self._preferences.change(request=replace(settings, names=()))
        self.changed.emit()
        self.look()

    def look(self) -> None:
        """Ask the library again: after an answer, or for another recording, account or model."""
        self._scope.start("look up spending", self._look())

    async def _keep(self, record: RecordingRecord) -> None:
        store = self._desk.store
        try:
            await self._desk.run(store.set_request, record.id, record.request)
            await self._desk.run(store.set_regions_only, record.id, record.regions_only)
        except StoreError:
            return  # it holds while the recording is open; the library's trouble is told with the next answer

    async def _look(self) -> None:
        record = self._record
        account, model = self._preferences.settings.account, self.model
        try:
            today = await spent_today(self._desk, self.prices)
            here = Spending()
            if record is not None:
                here = await spent_on(self._desk, record.id, self.prices)
            answers = await self._desk.run(self._desk.store.answers, record.id) if record is not None else ()
            rate = await self._desk.run(self._desk.store.tokens_a_second, account, model)
        except StoreError:
            return  # who needs the library for more than a hint will say what is wrong with it
        self.today, self.on_recording, learnt_before, self.learnt_rate = today, here, self.learnt_rate, rate
        named = (segment.speaker for answer in answers for segment in answer.segments)
        self.speakers = tuple(dict.fromkeys(speaker for speaker in named if speaker))
        self.spent_changed.emit()
        if learnt_before != rate:
            self.changed.emit()

    def _settings_changed(self, before: Settings, now: Settings) -> None:
        """Most settings, such as the volume, have nothing to do with it."""
        if any(getattr(before, name) != getattr(now, name) for name in _BEARING):
            self.changed.emit()
            self.look()

    def _take_recording(self) -> None:
        recording = self._document.recording
        before, self._record = self._record, recording.record if recording is not None else None
        if before is not None and self._record is not None and before.id == self._record.id:
            # The same one opened again was read from the library before what was set here got there.
            self._record = replace(self._record, request=before.request, regions_only=before.regions_only)
        self.changed.emit()
        self.look()

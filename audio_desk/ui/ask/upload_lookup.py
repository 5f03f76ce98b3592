"""Knows whether the shown recording, or its chosen channel, has a living upload on the chosen account."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from audio_desk.errors import StoreError
from audio_desk.operations.desk import Desk
from audio_desk.operations.uploads.living_upload import Origin
from audio_desk.ui.ask.channel_choice import ChannelChoice
from audio_desk.ui.document import Document
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.task_scope import TaskScope

_TASK = "look up upload"


class UploadLookup(QObject):
    """Asks the library, not the server: what it says may turn out to be gone when it is used."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        document: Document,
        preferences: Preferences,
        channels: ChannelChoice,
        scope: TaskScope,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._document = document
        self._preferences = preferences
        self._channels = channels
        self._scope = scope
        self._expires: datetime | None = None
        document.recording_changed.connect(lambda _: self.look())
        preferences.settings_changed.connect(lambda *_: self.look())
        channels.changed.connect(self.look)

    @property
    def is_uploaded(self) -> bool:
        return self._expires is not None and self._expires > datetime.now(UTC)

    @property
    def expires(self) -> datetime | None:
        """When the upload ends; None when there is none."""
        return self._expires

    def look(self) -> None:
        """Ask again: after an upload, or for another recording or account."""
        self._scope.start(_TASK, self._look())

    async def _look(self) -> None:
        recording, account = self._document.recording, self._preferences.settings.account
        expires = None
        if recording is not None:
            try:
                record = recording.record
                origin = Origin(record.id, record.fingerprint).of_channel(self._channels.channel)
                upload = await self._desk.run(self._desk.store.upload_of, account, origin.sha256)
            except StoreError:
                return  # who needs the library for more than a hint will say what is wrong with it
            expires = upload.expires if upload is not None else None
        if expires != self._expires:
            self._expires = expires
            self.changed.emit()

"""Listens to what is about to be sent, a moment after it was chosen, and lets the pane tell what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from audio_desk.errors import AudioDeskError
from audio_desk.operations.asking.sent_sound import SentSound, listen_before
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.ask.channel_choice import ChannelChoice
from audio_desk.ui.ask.sound_line import SoundLine
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope, report_bug

_REST_MS = 250
"""After the last change of the selection."""
_LISTEN = "listen before"


class SoundCheck(QObject):
    """What was heard is forgotten as soon as something else is chosen."""

    def __init__(self, desk: Desk, document: Document, channels: ChannelChoice, line: SoundLine) -> None:
        super().__init__(line)
        self._desk, self._document, self._channels, self._line = desk, document, channels, line
        self._heard: SentSound | None = None
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._listen)
        document.recording_changed.connect(self._changed)
        document.selection_changed.connect(self._changed)
        # The map of silences is known once all of it was drawn.
        document.report_changed.connect(self._listen_soon)
        channels.changed.connect(self._show)
        line.channel_wanted.connect(channels.choose)
        self._changed(None)

    def _changed(self, _what: object) -> None:
        self._heard = None
        self._scope.cancel(_LISTEN)
        self._show()
        self._listen_soon(None)

    def _listen_soon(self, _what: object) -> None:
        if self._document.recording is not None:
            self._rest.start()

    def _listen(self) -> None:
        recording = self._document.recording
        if recording is not None:
            self._scope.start(_LISTEN, self._listening(recording, self._document.selection))

    async def _listening(self, recording: Recording, region: Region | None) -> None:
        try:
            heard = await listen_before(self._desk, recording, region)
        except AudioDeskError:
            return  # whoever draws, plays or sends the recording says so
        if recording is self._document.recording and region == self._document.selection:
            self._heard = heard
            self._show()

    def _show(self) -> None:
        recording, channel = self._document.recording, self._channels.channel
        if recording is None:
            self._line.hide()
            return
        warnings = self._heard.warnings(channel) if self._heard is not None else ()
        self._line.show_sound(warnings, channel, recording.channels)

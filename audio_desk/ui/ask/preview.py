"""Lets the user hear what a model would: the very clip that would be sent, decoded again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from audio_desk.audio.cutting.clip_source import ClipSource
from audio_desk.errors import AudioDeskError
from audio_desk.operations.asking.sent_sound import clip_to_send
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.ask.channel_choice import ChannelChoice
from audio_desk.ui.document import Document
from audio_desk.ui.playback.clip import Clip
from audio_desk.ui.playback.player import Player
from audio_desk.ui.task_scope import TaskScope, report_bug

MOST_SECONDS = 600
"""Of a longer stretch its beginning is heard, or what follows the playhead in it."""
_CUT = "cut what is heard"


class Preview(QObject):
    """Behind one button; pressing it again, Space and everything else that pauses or plays ends it."""

    failed = Signal(object)
    """AudioDeskError"""

    def __init__(
        self, desk: Desk, document: Document, player: Player, channels: ChannelChoice, button: QPushButton
    ) -> None:
        super().__init__(button)
        self._desk, self._document, self._player, self._channels = desk, document, player, channels
        self._button = button
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self._scope.finished.connect(lambda _name: self._show())
        button.clicked.connect(self.toggle)
        player.clip_changed.connect(lambda _plays: self._show())
        document.recording_changed.connect(lambda _recording: self._end())
        document.selection_changed.connect(lambda _region: self._end())
        channels.changed.connect(self._end)
        player.unavailable_changed.connect(lambda _why: self._show())
        self._show()

    @property
    def is_on(self) -> bool:
        """Whether it is heard, or about to be."""
        return self._player.plays_clip or self._scope.is_running(_CUT)

    def toggle(self) -> None:
        recording = self._document.recording
        if self.is_on:
            self._end()
        elif recording is not None:
            self._scope.start(_CUT, self._play(recording, self._span(recording)))
        self._show()

    def _span(self, recording: Recording) -> Region:
        """The selection, or everything; of what is long, from the playhead on where that is inside."""
        region = self._document.selection or Region(0, recording.frames)
        most, playhead = round(MOST_SECONDS * recording.rate), self._document.playhead
        if region.frames <= most:
            return region
        start = playhead if region.contains(playhead) else region.start
        return Region(start, min(start + most, region.end))

    async def _play(self, recording: Recording, span: Region) -> None:
        try:
            clip = await clip_to_send(self._desk, recording, span, self._channels.channel)
        except AudioDeskError as error:
            self.failed.emit(error)
            return
        if recording is self._document.recording:
            data, info = clip.data, recording.info
            self._player.play_clip(Clip(span, lambda _path: ClipSource(data, info, span.start)))

    def _end(self) -> None:
        """Another recording, selection or channel is not what is heard."""
        self._scope.cancel(_CUT)
        if self._player.plays_clip:
            self._player.pause()
        self._show()

    def _show(self) -> None:
        on = self.is_on
        self._button.setText(self.tr("Stop sound") if on else self.tr("Hear it"))
        self._button.setEnabled(self._document.recording is not None and not self._player.unavailable)
        tip = self.tr("Hear what Gemini hears: one channel at 16 kHz, the very sound that is sent")
        self._button.setToolTip(self._player.unavailable or tip)

"""Plays the very PCM that is drawn, and moves the document's playhead with it."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from audio_desk.errors import AudioError
from audio_desk.operations.recordings.open_recording import Shown
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.playback import speed as speeds
from audio_desk.ui.playback.clip import Clip
from audio_desk.ui.playback.feed import FeedWorker
from audio_desk.ui.playback.multimedia import load_multimedia
from audio_desk.ui.playback.output import Device, NoSound, Sound
from audio_desk.ui.playback.qt_sound import QtSound
from audio_desk.ui.playback.route import Route, route
from audio_desk.ui.playback.stream import Stream

_TICK_MS = 15
_CHECK_AFTER_MS = 200
"""Looking for a device loads QtMultimedia: after the window's first picture."""
_CHECK_AGAIN_MS = 10_000
_SETTLE_MS = 60
"""After a seek while playing: dragging must not start the device at every pixel."""


class Player(QObject):
    """Playing, or not; the position is the document's playhead. Without sound, `unavailable` says why."""

    playing_changed = Signal(bool)
    unavailable_changed = Signal(str)
    loop_changed = Signal(bool)
    speed_changed = Signal(float)
    volume_changed = Signal(float)
    device_changed = Signal(str)
    """The device that is wished for, by its id; empty: the system's own."""
    devices_changed = Signal()
    """Some came or went."""
    clip_changed = Signal(bool)
    """Whether a clip is heard in place of the recording"""
    closing = Signal()
    failed = Signal(object)
    """AudioError: the recording could not be decoded any further."""

    def __init__(
        self,
        document: Document,
        parent: QObject | None = None,
        *,
        resume_rewind_seconds: float = 1.5,
        sound: Sound | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.resume_rewind_seconds = resume_rewind_seconds
        self._sound: Sound = sound if sound is not None else self._qt_sound()
        self._worker = FeedWorker()
        self._stream: Stream | None = None
        self._playing = self._loops = self._moving = False
        self._unavailable = ""
        self._volume, self._speed = 1.0, speeds.NORMAL
        self._device = self._playing_on = ""
        self._only: Region | None = None
        """The region that is played once."""
        self._clip: Clip | None = None
        """What is heard in the recording's place."""
        self._paused_at: int | None = None
        self._tick = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._on_tick)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._restart)
        self._checking = QTimer(self, interval=_CHECK_AFTER_MS, singleShot=True)
        self._checking.timeout.connect(self._check_due)
        self._checking.start()
        document.shown_changed.connect(self._shown_changed)
        document.playhead_moved.connect(self._playhead_moved)
        document.selection_changed.connect(self._selection_changed)

    def _qt_sound(self) -> QtSound:
        sound = QtSound(self)
        sound.devices_changed.connect(self.refresh_devices)
        return sound

    def _check_due(self) -> None:
        """QtMultimedia is loaded in one turn and asked for devices in the next: each takes its time."""
        with suppress(ImportError):
            if isinstance(self._sound, QtSound) and load_multimedia():
                self._checking.start(0)
                return
        self.check_sound()

    # --- what can be asked ---------------------------------------------------------------------------------

    @property
    def is_playing(self) -> bool:
        return self._playing

    @property
    def loops(self) -> bool:
        return self._loops

    @property
    def speed(self) -> float:
        return self._speed

    @property
    def volume(self) -> float:
        return self._volume

    @property
    def device(self) -> str:
        """The id of the device that is wished for; empty: the system's own."""
        return self._device

    def devices(self) -> tuple[Device, ...]:
        return self._sound.devices()

    @property
    def unavailable(self) -> str:
        """Why nothing can be heard, in one sentence; empty when sound works, or was not tried yet."""
        return self._unavailable

    def check_sound(self) -> None:
        """Look whether there is a device now; while there is none, it looks again by itself."""
        self._checking.stop()
        try:
            self._sound.check()
        except NoSound as no_sound:
            self._lose_sound(no_sound.reason)
        else:
            self._say_unavailable("")

    def refresh_devices(self) -> None:
        """Devices came or went: play on where the system plays now, or pause where headphones were pulled."""
        self.check_sound()
        self.devices_changed.emit()
        if self._playing and self._sound.target(self._device) != self._playing_on:
            if any(device.id == self._playing_on for device in self._sound.devices()):
                self._restart()
            else:
                self.pause()

    # --- what can be done ----------------------------------------------------------------------------------

    def play(self) -> None:
        """From the playhead; after a pause a moment before it."""
        measured = self._document.measured
        if self._playing or measured is None:
            return
        playhead = self._document.playhead
        if self._paused_at == playhead:
            rewound = playhead - round(self.resume_rewind_seconds * measured.rate)
            self._move(max(rewound, self._only.start if self._only is not None else 0))
        else:
            self._only = None
        self._start()

    def play_selection(self) -> None:
        """The selection from its start to its end; without one like `play`."""
        region = self._document.selection
        if region is None:
            self.play()
            return
        self._halt()
        self._set_clip(None)
        self._only = region
        self._move(region.start)
        self._start()

    def play_clip(self, clip: Clip) -> None:
        """Once, from its start, in place of the recording's own sound; pausing ends it."""
        self._halt()
        self._only = None
        self._move(clip.span.start)
        self._set_clip(clip)
        self._start()
        if not self._playing:
            self._set_clip(None)

    @property
    def plays_clip(self) -> bool:
        return self._clip is not None

    def pause(self) -> None:
        """The playhead stays where the sound stopped."""
        if self._playing:
            self._halt()
            self._paused_at = None if self._clip is not None else self._document.playhead
            self._set_clip(None)
            self._announce(False)

    def toggle(self) -> None:
        if self._playing:
            self.pause()
        else:
            self.play()

    def stop(self) -> None:
        """Like a pause that the next play does not rewind from."""
        self._halt()
        self._set_clip(None)
        self._only = self._paused_at = None
        self._announce(False)

    def seek(self, frame: int) -> None:
        """Goes on playing from there when it plays."""
        self._document.move_playhead(frame)

    def skip(self, seconds: float) -> None:
        """Forward, or back when negative."""
        measured = self._document.measured
        if measured is not None:
            self.seek(self._document.playhead + round(seconds * measured.rate))

    def set_loop(self, loops: bool) -> None:
        """Round the selection, or the whole recording without one, until switched off."""
        if loops != self._loops:
            self._loops = loops
            self.loop_changed.emit(loops)
            self._restart_soon()

    def set_speed(self, speed: float) -> None:
        """0.5 to 2; the pitch stays. Heard at once."""
        speed = speeds.within(speed)
        if speed != self._speed:
            self._speed = speed
            self.speed_changed.emit(speed)
            self._restart_soon()

    def faster(self) -> None:
        self.set_speed(speeds.faster(self._speed))

    def slower(self) -> None:
        self.set_speed(speeds.slower(self._speed))

    def normal_speed(self) -> None:
        self.set_speed(speeds.NORMAL)

    def set_volume(self, volume: float) -> None:
        """0 to 1."""
        volume = max(0.0, min(volume, 1.0))
        if volume != self._volume:
            self._volume = volume
            if self._stream is not None:
                self._stream.set_volume(volume)
            self.volume_changed.emit(volume)

    def set_device(self, device: str) -> None:
        """By its id; empty: the system's own. Plays on there at once."""
        if device != self._device:
            self._device = device
            self.device_changed.emit(device)
            if self._playing:
                self._restart()

    def close(self) -> None:
        """Silence, and the end of the decoding thread."""
        self.closing.emit()
        self._checking.stop()
        self.stop()
        self._worker.close()
        self._sound.close()

    # --- the running sound ---------------------------------------------------------------------------------

    def _start(self) -> None:
        """From the playhead; stays silent, and says why, without a device."""
        measured = self._document.measured
        if measured is None or measured.frames == 0:
            return
        self._paused_at = None
        way = self._route(measured)
        clip = self._clip
        opener = measured.open if clip is None else clip.opener
        channels = measured.channels if clip is None else 1
        try:
            device = self._device
            self._playing_on = self._sound.target(device)
            output = self._sound.start(measured.rate, channels, self._volume, device)
        except NoSound as no_sound:
            self._lose_sound(no_sound.reason)
            return
        self._say_unavailable("")
        self._move(way.start)
        feed = self._worker.start(measured.path, way, output.form, self._speed, opener)
        self._stream = Stream(way, feed, output, self._speed)
        self._tick.start()
        self._announce(True)

    def _route(self, shown: Shown) -> Route:
        playhead, frames = self._document.playhead, shown.frames
        if self._clip is not None and self._clip.span.contains(playhead):
            return Route(playhead, self._clip.span.end)
        self._set_clip(None)  # somebody went elsewhere
        if self._only is not None and not self._loops and self._only.contains(playhead):
            return Route(playhead, self._only.end)
        return route(playhead, frames, region=self._document.selection, loops=self._loops)

    def _halt(self) -> None:
        """Silence; the playhead goes to what was heard last."""
        self._settle.stop()
        self._tick.stop()
        stream, self._stream = self._stream, None
        if stream is not None:
            self._move(stream.frame)
            stream.stop()

    def _on_tick(self) -> None:
        stream = self._stream
        if stream is None:
            return
        stream.pump()
        if stream.problem or stream.is_stalled:
            self._lose_sound(stream.problem or self.tr("The sound device does not respond any more."))
        elif stream.is_over:
            self._finish(stream)
        else:
            self._move(stream.frame)

    def _finish(self, stream: Stream) -> None:
        error = stream.error
        self._tick.stop()
        self._stream = None
        self._move(stream.end if error is None else stream.frame)
        stream.finish()
        self._only = self._paused_at = None
        self._set_clip(None)
        self._announce(False)
        if isinstance(error, AudioError):
            self.failed.emit(error)
        elif error is not None:
            raise error

    def _restart_soon(self) -> None:
        if self._playing:
            self._settle.start()

    def _restart(self) -> None:
        if self._playing:
            self._halt()
            self._start()

    def _lose_sound(self, reason: str) -> None:
        self.pause()
        self._say_unavailable(reason)

    def _say_unavailable(self, reason: str) -> None:
        if reason:
            self._checking.start(_CHECK_AGAIN_MS)
        if reason != self._unavailable:
            self._unavailable = reason
            self.unavailable_changed.emit(reason)

    def _announce(self, playing: bool) -> None:
        if playing != self._playing:
            self._playing = playing
            self.playing_changed.emit(playing)

    def _set_clip(self, clip: Clip | None) -> None:
        before, self._clip = self._clip, clip
        if (before is None) != (clip is None):
            self.clip_changed.emit(clip is not None)

    def _move(self, frame: int) -> None:
        """Move the playhead as the player: not a seek."""
        self._moving = True
        self._document.move_playhead(frame)
        self._moving = False

    # --- the document --------------------------------------------------------------------------------------

    def _playhead_moved(self, _frame: int) -> None:
        """Somebody else moved it: go on from there."""
        if self._moving:
            return
        self._paused_at = None
        if not self._playing:
            return
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.stop()
        self._settle.start()

    def _selection_changed(self, _region: Region | None) -> None:
        if self._loops:
            self._restart_soon()

    def _shown_changed(self, _shown: Shown | None) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.stop()
        self.stop()
        self._worker.forget()

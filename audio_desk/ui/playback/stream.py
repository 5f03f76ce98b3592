"""One run of sound from a frame on: moves PCM from the feed to the device and knows what has been heard."""

from __future__ import annotations

import time

from audio_desk.ui.playback.feed import Feed
from audio_desk.ui.playback.heard import Heard, HeardClock
from audio_desk.ui.playback.output import Output
from audio_desk.ui.playback.route import Route

_DRAIN_SECONDS = 1.0
"""A device that never says that it is done is believed to be, this long after its last byte."""
_STALLED_SECONDS = 3.0
"""A system's mixer may take two seconds to begin; one that has gone says nothing at all, for ever."""
_WHOLE_SECONDS = 0.02
"""Devices that count in blocks may leave the last one out."""


class Stream:
    """`pump` is called about every 15 ms and never waits."""

    def __init__(self, route: Route, feed: Feed, output: Output, speed: float = 1.0) -> None:
        self._route, self._feed, self._output, self._speed = route, feed, output, speed
        self._clock = HeardClock()
        self._pending = b""
        self._given_frames = 0
        self._last_given = self._last_taken = time.monotonic()
        self._taken_seconds = 0.0
        self._device = Heard(0.0, self._last_taken)
        self._drained_at: float | None = None

    @property
    def frame(self) -> int:
        """The frame that sounds now."""
        rate = self._output.form.rate
        heard = self._clock.heard(self._device, time.monotonic(), self._given_frames / rate)
        return self._route.frame_after(round(heard * rate * self._speed))

    @property
    def end(self) -> int:
        return self._route.end

    @property
    def error(self) -> Exception | None:
        """Decoding failed; what came before it was still played."""
        return self._feed.error

    @property
    def problem(self) -> str:
        """The device failed."""
        return self._output.problem

    @property
    def is_stalled(self) -> bool:
        """The device has sound to play and has not counted any further for a while."""
        owes = self._given_frames / self._output.form.rate > self._taken_seconds
        return owes and time.monotonic() - self._last_taken > _STALLED_SECONDS

    @property
    def is_over(self) -> bool:
        if self._pending or not self._feed.exhausted:
            return False
        silent = time.monotonic() - self._last_given
        return self._given_frames == 0 or self._all_heard() or silent > _DRAIN_SECONDS

    def pump(self) -> None:
        """Give the device what it has room for."""
        taken = self._output.taken_seconds()
        if taken != self._taken_seconds or not self._given_frames:
            self._taken_seconds, self._last_taken = taken, time.monotonic()
        self._device = self._output.heard()
        free = self._output.free_bytes()
        if not self._pending and free > 0:
            self._pending = self._feed.take(free)
        if self._pending:
            written = self._output.write(self._pending)
            self._pending = self._pending[written:]
            self._given_frames += written // self._output.form.frame_bytes
            if written:
                self._last_given = time.monotonic()

    def set_volume(self, volume: float) -> None:
        self._output.set_volume(volume)

    def stop(self) -> None:
        """At once."""
        self._feed.close()
        self._output.stop()

    def finish(self) -> None:
        """At the end: the last milliseconds still sound."""
        self._feed.close()
        self._output.finish()

    def _all_heard(self) -> bool:
        """All was taken, and then as much time has gone by as the device holds back."""
        given = self._given_frames / self._output.form.rate
        if not self._output.is_drained() or self._taken_seconds < given - _WHOLE_SECONDS:
            self._drained_at = None
            return False
        now = time.monotonic()
        if self._drained_at is None:
            self._drained_at = now
        unheard = given - self._device.seconds - (now - self._device.moment)
        return unheard <= _WHOLE_SECONDS or now - self._drained_at > _DRAIN_SECONDS

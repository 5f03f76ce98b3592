"""One run of sound from a frame on: moves PCM from the feed to the device and knows what has been heard."""

from __future__ import annotations

import time

from audio_desk.ui.playback.feed import Feed
from audio_desk.ui.playback.heard import HeardClock
from audio_desk.ui.playback.output import Output
from audio_desk.ui.playback.route import Route

_DRAIN_SECONDS = 1.0
"""A device that never says that it is done is believed to be, this long after its last byte."""


_STALLED_SECONDS = 3.0
"""A system's mixer may take two seconds to begin; one that has gone says nothing at all, for ever."""


class Stream:
    """`pump` is called about every 15 ms and never waits."""

    def __init__(self, route: Route, feed: Feed, output: Output) -> None:
        self._route, self._feed, self._output = route, feed, output
        self._clock = HeardClock()
        self._pending = b""
        self._given_frames = 0
        self._last_given = self._last_heard = time.monotonic()
        self._heard_seconds = 0.0

    @property
    def frame(self) -> int:
        """The frame that sounds now."""
        rate = self._output.form.rate
        given = self._given_frames / rate
        heard = self._clock.heard(self._heard_seconds, time.monotonic(), given)
        return self._route.frame_after(round(heard * rate))

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
        owes = self._given_frames / self._output.form.rate > self._heard_seconds
        return owes and time.monotonic() - self._last_heard > _STALLED_SECONDS

    @property
    def is_over(self) -> bool:
        if self._pending or not self._feed.exhausted:
            return False
        silent = time.monotonic() - self._last_given
        return self._given_frames == 0 or self._all_heard() or silent > _DRAIN_SECONDS

    def pump(self) -> None:
        """Give the device what it has room for."""
        heard = self._output.heard_seconds()
        if heard != self._heard_seconds or not self._given_frames:
            self._heard_seconds, self._last_heard = heard, time.monotonic()
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
        rate = self._output.form.rate
        return self._output.is_drained() and self._heard_seconds >= self._given_frames / rate - 0.02

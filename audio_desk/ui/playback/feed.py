"""Decodes ahead of the sound device in a worker thread and hands out PCM without waiting."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.source import AudioSource, open_source
from audio_desk.audio.tempo import Tempo
from audio_desk.ui.playback.pcm import PcmFormat, to_bytes, with_channels
from audio_desk.ui.playback.route import Route

Opener = Callable[[Path], AudioSource]

_BLOCK_SECONDS = 0.05
_AHEAD_SECONDS = 1.0
_KEPT_LOOP_SECONDS = 10.0
"""A loop that is shorter is decoded once and repeated from memory."""


class Feed:
    """The bytes of one route at a speed, in order and without gaps. `take` never blocks."""

    def __init__(self, route: Route, form: PcmFormat, speed: float = 1.0) -> None:
        self._route, self._form = route, form
        self._tempo = Tempo(form.rate, form.channels, speed) if speed != 1.0 else None
        self._ready: deque[bytes] = deque()
        self._ready_bytes = 0
        self._room = threading.Condition()
        self._closed = False
        self._read_all = False
        self._error: Exception | None = None

    @property
    def error(self) -> Exception | None:
        """Why decoding ended early: AudioError, or a bug."""
        return self._error

    @property
    def exhausted(self) -> bool:
        """Everything was decoded and taken."""
        with self._room:
            return self._read_all and not self._ready

    @property
    def ready_bytes(self) -> int:
        with self._room:
            return self._ready_bytes

    def take(self, most: int) -> bytes:
        """At most `most` bytes, whole frames; fewer, or none, when decoding has not got there yet."""
        most -= most % self._form.frame_bytes
        taken: list[bytes] = []
        with self._room:
            while most > 0 and self._ready:
                block = self._ready.popleft()
                if len(block) > most:
                    self._ready.appendleft(block[most:])
                    block = block[:most]
                taken.append(block)
                most -= len(block)
                self._ready_bytes -= len(block)
            self._room.notify()
        return b"".join(taken)

    def close(self) -> None:
        """The thread goes on to the next feed as soon as its block is decoded."""
        with self._room:
            self._closed = True
            self._ready.clear()
            self._ready_bytes = 0
            self._room.notify()

    # --- in the worker's thread ----------------------------------------------------------------------------

    def fill(self, source: AudioSource) -> None:
        """Decode until the route ends or `close`. Raises AudioError."""
        kept: dict[int, NDArray[np.float32]] | None = {} if self._keeps_loop() else None
        for first, count in self._route.blocks(max(1, round(self._form.rate * _BLOCK_SECONDS))):
            block = kept.get(first) if kept is not None else None
            if block is None:
                block = with_channels(source.read(first, count), self._form.channels)
                if kept is not None and first >= (self._route.loop_start or 0):
                    kept[first] = block
            if not self._put(block if self._tempo is None else self._tempo.feed(block)):
                return
            if len(block) < count:
                break
        if self._tempo is not None:
            self._put(self._tempo.flush())

    def finish(self, error: Exception | None = None) -> None:
        """Nothing more will come."""
        with self._room:
            self._error, self._read_all = error, True

    def _keeps_loop(self) -> bool:
        start = self._route.loop_start
        return start is not None and self._route.end - start <= _KEPT_LOOP_SECONDS * self._form.rate

    def _put(self, samples: NDArray[np.float32]) -> bool:
        """Wait until there is room; False when nobody listens any more."""
        block = to_bytes(samples, self._form)
        ahead = round(self._form.rate * _AHEAD_SECONDS) * self._form.frame_bytes
        with self._room:
            self._room.wait_for(lambda: self._closed or self._ready_bytes < ahead)
            if not self._closed and block:
                self._ready.append(block)
                self._ready_bytes += len(block)
            return not self._closed


class FeedWorker:
    """One thread with a decoder that stays open from feed to feed, so that a seek is quick."""

    def __init__(self) -> None:
        self._executor: ThreadPoolExecutor | None = None
        self._feed: Feed | None = None
        self._source: AudioSource | None = None
        self._opened: tuple[Path, Opener] | None = None
        """The last two belong to the worker's thread."""

    def start(
        self, path: Path, route: Route, form: PcmFormat, speed: float = 1.0, opener: Opener = open_source
    ) -> Feed:
        """A new feed; the one before is closed. `opener` may know the file and open it sooner."""
        self._close_feed()
        self._feed = Feed(route, form, speed)
        self._submit_fill(path, self._feed, opener)
        return self._feed

    def forget(self) -> None:
        """Close the feed and the file."""
        self._close_feed()
        if self._executor is not None:
            self._executor.submit(self._close_source)

    def close(self) -> None:
        """End the thread; waits for the block that is being decoded, at most."""
        self.forget()
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True)

    def _close_feed(self) -> None:
        feed, self._feed = self._feed, None
        if feed is not None:
            feed.close()

    def _submit_fill(self, path: Path, feed: Feed, opener: Opener) -> None:
        if self._executor is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="playback-feed")
        self._executor.submit(self._fill, path, feed, opener)

    # --- in the worker's thread ----------------------------------------------------------------------------

    def _fill(self, path: Path, feed: Feed, opener: Opener) -> None:
        try:
            feed.fill(self._source_of(path, opener))
            feed.finish()
        except Exception as error:  # noqa: BLE001  the player raises again what is no AudioError
            self._close_source()
            feed.finish(error)

    def _source_of(self, path: Path, opener: Opener) -> AudioSource:
        if self._source is None or self._opened != (path, opener):
            self._close_source()
            self._source, self._opened = opener(path), (path, opener)
        return self._source

    def _close_source(self) -> None:
        source, self._source, self._opened = self._source, None, None
        if source is not None:
            source.close()

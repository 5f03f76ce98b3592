"""Plays faster or slower at the same pitch: FFmpeg's time-stretcher over a stream of samples."""

from __future__ import annotations

from collections.abc import Iterator

import av
import numpy as np
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as AllOut
from av.filter import Graph
from numpy.typing import NDArray

from audio_desk.audio.samples import Frames, as_float

SLOWEST, FASTEST = 0.5, 2.0
_LONGEST_WINDOW_SECONDS = 0.047
_RATE_PER_WINDOW = 24
"""`atempo` works in windows of 1/24 s, rounded up to a power of two: of up to 1/12 s."""
_LEAST_PUSH_FRAMES = 1024
"""A loop of a few frames comes in pieces of a few frames: they are gathered first."""


class Tempo:
    """`feed` blocks of shape (n, channels), `flush` at the end; n frames become n / `speed` in all.

    Frame i of what comes out sounds like frame i * speed of what went in, give or take half a window
    (16 to 23 ms): the stretcher shifts each window to where the wave fits, and makes up for it after.
    """

    def __init__(self, rate: int, channels: int, speed: float) -> None:
        if not SLOWEST <= speed <= FASTEST or channels not in (1, 2):
            raise ValueError((speed, channels))
        self.speed = speed
        self._channels = channels
        self._layout = "mono" if channels == 1 else "stereo"
        # The rate is told so that a window is the power of two next below 47 ms whatever the true one is:
        # at 8 or 16 kHz it would be 64 ms, and the playhead off by as much as that.
        window = 1 << int(_LONGEST_WINDOW_SECONDS * rate).bit_length() - 1
        self._told_rate = window * _RATE_PER_WINDOW
        self._graph = self._made_graph()
        self._waiting: list[NDArray[np.float32]] = []
        self._waiting_frames = self._frames_in = self._frames_out = 0

    def feed(self, samples: Frames) -> Frames:
        """What is ready, which may be nothing."""
        self._frames_in += len(samples)
        self._waiting.append(samples)
        self._waiting_frames += len(samples)
        if self._waiting_frames < _LEAST_PUSH_FRAMES:
            return self._none()
        self._push_waiting()
        return self._taken(self._pulled())

    def flush(self) -> Frames:
        """The rest, so that the whole is as long as it must be; nothing can be fed after it."""
        if self._waiting_frames:
            self._push_waiting()
        self._graph.push(None)
        wanted = round(self._frames_in / self.speed) - self._frames_out
        rest = np.concatenate((self._none(), *self._pulled()))[: max(0, wanted)]
        missing = np.zeros((max(0, wanted - len(rest)), self._channels), np.float32)
        return self._taken([rest, missing])

    def _made_graph(self) -> Graph:
        graph = Graph()
        source = graph.add_abuffer(format="flt", sample_rate=self._told_rate, layout=self._layout)
        stretcher = graph.add("atempo", f"{self.speed:.6f}")
        sink = graph.add("abuffersink")
        source.link_to(stretcher)
        stretcher.link_to(sink)
        graph.configure()
        return graph

    def _push_waiting(self) -> None:
        packed = np.ascontiguousarray(np.concatenate(self._waiting), np.float32).reshape(1, -1)
        self._waiting, self._waiting_frames = [], 0
        frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=self._layout)
        frame.sample_rate = self._told_rate
        self._graph.push(frame)

    def _pulled(self) -> Iterator[Frames]:
        while True:
            try:
                frame = self._graph.pull()
            except (NothingYet, AllOut):
                return
            assert isinstance(frame, av.AudioFrame)
            yield as_float(frame.to_ndarray()).reshape(-1, self._channels)

    def _taken(self, pieces: Iterator[Frames] | list[Frames]) -> Frames:
        made = np.concatenate((self._none(), *pieces))
        self._frames_out += len(made)
        return made

    def _none(self) -> Frames:
        return np.zeros((0, self._channels), np.float32)

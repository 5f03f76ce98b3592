"""Decodes Ogg Vorbis in one run: FFmpeg itself takes the packets out, and sound comes by the thousand frames.

Only for files whose pages were all found whole. The sound is that of packet by packet; where it begins is
told by time stamps, most of which are right: FFmpeg stamps a short block behind a long one too late.
"""

from __future__ import annotations

from collections.abc import Generator
from fractions import Fraction
from statistics import mode
from typing import Final

import numpy as np
from av.audio.frame import AudioFrame
from av.error import EOFError as AllOut
from av.filter import Graph
from av.filter.context import FilterContext
from numpy.typing import NDArray

from audio_desk.audio.decoding.packet_feed import PacketFeed, Places
from audio_desk.audio.decoding.packet_layout import PacketLayout

_FRAMES: Final = 2**14
"""At a time: 0.4 s."""
_TELLING: Final = 5
"""So many stamps, of which most agree, tell where a run began; so many wrong ones in a row, that it broke."""
_LEAD_PAGES: Final = 3
"""FFmpeg guesses the stamps of the first page behind a jump."""
_LOOKED_BACK: Final = 4096
"""Packets: more than so many pages hold."""
_TOO_EARLY: Final = 2**21

Integers = NDArray[np.int64]


class OggRun:
    """Sound from one place on; `at` is the place of what comes next, on the layout's timeline."""

    def __init__(self, feed: PacketFeed, layout: PacketLayout, begin: int) -> None:
        """Raises LookupError where FFmpeg does not come to `begin`; ValueError or av.error.FFmpegError."""
        if feed.places is None:
            raise LookupError("it is not known where the packets lie")
        starts, stamps = layout.starts, feed.stamps
        first = int(np.searchsorted(starts, begin, side="right")) - 1
        lead = _lead(feed.places, starts, first, begin)
        self._ahead = int(stamps[first] - starts[first])
        if int(stamps[lead] - starts[lead]) != self._ahead:
            raise LookupError("a gap in the time stamps")
        self._shape = (layout.rate, layout.channels, "fltp", Fraction(1, layout.rate))
        self._graph, self._sink = _graph(feed, int(stamps[lead] - stamps[0]) / layout.rate)
        self._before = 0
        """Frames of the run before those at hand."""
        self._hand = self._pulled()
        self._wrong = 0
        self._start = self._settled(begin, sure=not lead)
        self.at = begin
        if lead and starts[np.searchsorted(starts, self._start)] != self._start:
            raise LookupError("no packet begins there")

    def fill(self, into: NDArray[np.float32]) -> Generator[int, None, bool]:
        """Write what follows, shape (channels, n); yields how much is there, False when the run breaks off.

        Raises LookupError or av.error.FFmpegError.
        """
        done, size = 0, into.shape[1]
        while done < size:
            offset = self.at - self._start - self._before
            if offset >= self._hand.samples:
                self._go_on()
                self._wrong = self._wrong + 1 if self._told() != self._start else 0
                if self._wrong == _TELLING:
                    return False
                continue
            count = min(self._hand.samples - offset, size - done)
            for row, plane in zip(into, self._hand.planes, strict=True):
                sound = np.frombuffer(memoryview(plane), np.float32, count, 4 * offset)
                row[done : done + count] = sound
            done, self.at = done + count, self.at + count
            yield done
        return True

    def _settled(self, begin: int, *, sure: bool) -> int:
        """Where the run began, as most stamps up to `begin` say; its first one where that is `sure`."""
        told = [self._told()]
        while told[-1] + self._before + self._hand.samples <= begin:
            if told[0] < begin - _TOO_EARLY:
                raise LookupError("much too early")
            self._go_on()
            told.append(self._told())
        last = told[:1] if sure else told[-_TELLING:]
        start = mode(last)
        if start > begin or 2 * last.count(start) <= len(last):
            raise LookupError("too late, or nowhere for certain")
        return start

    def _told(self) -> int:
        """Where the run began by the stamp of the frames at hand."""
        return (self._hand.pts or 0) - self._ahead - self._before

    def _go_on(self) -> None:
        self._before += self._hand.samples
        self._hand = self._pulled()

    def _pulled(self) -> AudioFrame:
        try:
            frame = self._sink.pull()
        except AllOut as error:
            raise LookupError("the end") from error
        assert isinstance(frame, AudioFrame)
        shape = (frame.sample_rate, frame.layout.nb_channels, frame.format.name, frame.time_base)
        if shape != self._shape:
            raise LookupError("sound of another shape")
        return frame


def _lead(places: Places, starts: Integers, first: int, begin: int) -> int:
    """A packet behind the head of a page, so far before packet `first` that stamps have settled by then."""
    offsets, sizes = places
    low = max(0, first - _LOOKED_BACK)
    ends = offsets[low:first] + sizes[low:first]
    pages = low + 1 + np.flatnonzero(offsets[low + 1 : first + 1] != ends)
    early = int(np.count_nonzero(starts[pages] <= begin - (_TELLING + 1) * _FRAMES))
    number = min(early, len(pages) - _LEAD_PAGES) - 1
    if number >= 0:
        return int(pages[number])
    if low:
        raise LookupError("pages too large")
    return 0


def _graph(feed: PacketFeed, seconds: float) -> tuple[Graph, FilterContext]:
    """What reads and decodes from a little before `seconds` on, and where sound comes out of it."""
    graph = Graph()
    name = "file:" + str(feed.path.absolute())
    movie = graph.add("amovie", filename=name, format_name="ogg", seek_point=f"{seconds:.6f}")
    sink = graph.add("abuffersink")
    graph.link_nodes(movie, graph.add("asetnsamples", n=str(_FRAMES), p="0"), sink).configure()
    return graph, sink

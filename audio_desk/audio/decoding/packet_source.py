"""Decoding through FFmpeg, made exact: the same frames whichever way they are reached.

Lossy decoders remember: AAC draws its noise from a running generator, Opus predicts from what it played.
So the timeline is cut into fixed chunks, and each chunk is always decoded by a new decoder that starts some
packets before it. One pass and any jumps then give the same samples; a chunk costs a few packets more.
"""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from av.audio.frame import AudioFrame
from av.error import FFmpegError
from numpy.typing import NDArray

from audio_desk.audio import samples
from audio_desk.audio.decoding.lost_stretches import LostStretches
from audio_desk.audio.decoding.ogg_run import OggRun
from audio_desk.audio.decoding.packet_bytes import IN_ONE_PIECE, PacketBytes, packet_bytes
from audio_desk.audio.decoding.packet_feed import AudioPacket, PacketFeed
from audio_desk.audio.decoding.packet_frames import Gathered, decode_all, decode_piece
from audio_desk.audio.decoding.packet_layout import PacketLayout, untrimmed
from audio_desk.audio.info import AudioInfo
from audio_desk.region import Region

_CHUNK_SAMPLES = 2**19
"""Frames times channels of a chunk: 6 s of stereo."""
_CHUNKS_KEPT = 4
_TOGETHER = 32
"""Packets: 0.7 s of AAC."""
_MISSED_SECONDS = 0.01
"""A packet that gives something, but so much less than it should, is damaged too."""
_LEAD_IN = {"flac": 0, "alac": 0, "vorbis": 2}
_IN_RUNS = "vorbis"
"""The codec that remembers no more than one packet: it may as well be decoded in one go."""
_WORTH_A_RUN = 2**19
"""Frames: to begin one takes as long as decoding a few seconds."""
_RUNS_TRIED = 3
_LEAD_IN_USUAL = 16
"""Packets: fills MP3's bit reservoir even at 8 kbit/s, AAC's overlap and SBR history, Opus's 80 ms."""
_LEAD_IN_AAC_LC = 2
"""It remembers no more than the packet before."""
_AAC_LC, _AAC_LC_FRAMES = 2, 1024


@dataclass(slots=True)
class _Chunk:
    frames: NDArray[np.float32]
    """Shape (channels, n): decoders give each channel by itself."""
    done: int = 0
    work: Iterator[int] | None = field(default=None)


class PacketSource:
    """A container's sound as an AudioSource."""

    def __init__(self, feed: PacketFeed, layout: PacketLayout, info: AudioInfo) -> None:
        self.feed = feed
        self.layout = layout
        self._length = max(4096, _CHUNK_SAMPLES // layout.channels)
        self._lead_in = _lead_in(feed, layout)
        self._chunks: OrderedDict[int, _Chunk] = OrderedDict()
        self._lost = LostStretches()
        self._bytes: PacketBytes | None = None
        self._asked_for_bytes = False
        self._run: OggRun | None = None
        in_runs = feed.codec == _IN_RUNS and feed.places is not None and layout.frames > _WORTH_A_RUN
        self._runs_left = _RUNS_TRIED if in_runs else 0
        self.info = info

    def read(self, start: int, count: int) -> NDArray[np.float32]:
        """See AudioSource.read."""
        end = min(start + count, self.info.frames)
        if start < 0 or end <= start:
            return samples.empty(self.info.channels)
        pieces: list[NDArray[np.float32]] = []
        while start < end:
            number, offset = divmod(start, self._length)
            until = min(end - number * self._length, self._length)
            pieces.append(self._decoded(number, until)[:, offset:until])
            start += until - offset
        together = pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis=1)
        return samples.finite(np.array(together, order="C")).T

    @property
    def lost(self) -> tuple[Region, ...]:
        """See AudioSource.lost."""
        return self._lost.all()

    def end_at(self, frames: int) -> None:
        """What the container's last page says, where FFmpeg mistakes it; never more than decodes."""
        there = int(self.layout.starts[-1]) - self.layout.skipped
        self.info = dataclasses.replace(self.info, frames=min(frames, there))

    def close(self) -> None:
        self._chunks.clear()
        self._run = None
        if self._bytes is not None:
            self._bytes.close()
        self.feed.close()

    def _decoded(self, number: int, until: int) -> NDArray[np.float32]:
        """Chunk `number`, decoded at least as far as `until`."""
        chunk = self._chunks.get(number)
        if chunk is None or (chunk.done < until and chunk.work is None):
            chunk = self._start(number)
        self._chunks.move_to_end(number)
        while chunk.done < until and chunk.work is not None:
            done = next(chunk.work, None)
            if done is None:
                chunk.work = None
                chunk.done = chunk.frames.shape[1]
            else:
                chunk.done = max(chunk.done, done)
        return chunk.frames

    def _start(self, number: int) -> _Chunk:
        # The feed serves one at a time: a chunk left half done begins anew when it is wanted again.
        for other in self._chunks.values():
            other.work = None
        size = min(self._length, self.info.frames - number * self._length)
        chunk = _Chunk(np.empty((self.info.channels, size), np.float32))
        chunk.work = self._work(number, chunk.frames)
        self._chunks[number] = chunk
        while len(self._chunks) > _CHUNKS_KEPT:
            self._chunks.popitem(last=False)
        return chunk

    def _work(self, number: int, into: NDArray[np.float32]) -> Iterator[int]:
        """Decode chunk `number`; yields how many of its frames are there."""
        starts = self.layout.starts
        begin = number * self._length + self.layout.skipped
        end = begin + into.shape[1]
        # Behind a jump packets are quicker; who goes on reading will read more.
        goes_on = self._runs_left and number - 1 in self._chunks
        if goes_on and (yield from self._in_one_run(begin, into)):
            return
        first = int(np.searchsorted(starts, begin, side="right")) - 1
        last = int(np.searchsorted(starts, end, side="left"))
        places = (starts[first : last + 1] - begin).tolist()
        gathered = Gathered(self.info)
        lead, reached = max(0, first - self._lead_in), first
        if (yield from self._in_pieces(lead, first, places, into, gathered)):
            return
        into.fill(0.0)  # what does not decode is silence
        decoder = untrimmed(self.feed.decoder())
        decode_all(decoder, self._take(lead, first - lead))
        for index in range(first, last, _TOGETHER):
            packets = self._take(index, min(_TOGETHER, last - index))
            if not packets:
                break
            decoded, reached = decode_all(decoder, packets), index + len(packets)
            at = places[index - first : index - first + len(packets) + 1]
            together = gathered.put_together(decoded, len(packets), at[-1] - at[0])
            if together is not None:
                self._place(together, into, at[0])
            else:
                self._note(index, decoded, [begin + place for place in at])
                for frames, place in zip(decoded, at[:-1], strict=True):
                    self._place_all(frames, into, place)
            yield min(at[-1], end - begin)
        # The file ends sooner than it did, or cannot be read on.
        self._lose(int(starts[reached]), int(starts[min(last, len(starts) - 1)]))

    def _in_one_run(self, begin: int, into: NDArray[np.float32]) -> Generator[int, None, bool]:
        """As `_work`, from place `begin` on, without packets; False when it cannot be done."""
        try:
            if self._run is None or self._run.at != begin:
                self._run = OggRun(self.feed, self.layout, begin)
            if (yield from self._run.fill(into)):
                return True
        except (FFmpegError, LookupError, ValueError):
            pass
        self._run = None
        self._runs_left -= 1
        return False

    def _take(self, index: int, count: int) -> list[AudioPacket]:
        """Packets `index` to `index + count`, or the first of them; FFmpeg takes longer to cut them out."""
        if not count:
            return []
        packets = None
        if self._bytes is not None and self.feed.codec not in IN_ONE_PIECE:
            packets = self._bytes.packets(index, count)
        if packets is None or len(packets) < count:
            packets = self.feed.take(index, count)
        return packets

    def _in_pieces(
        self, lead: int, first: int, places: list[int], into: NDArray[np.float32], gathered: Gathered
    ) -> Generator[int, None, bool]:
        """As `_work`, many packets at a time; False when it cannot be done, or one is damaged."""
        if not self._asked_for_bytes:
            self._asked_for_bytes, self._bytes = True, packet_bytes(self.feed)
        if self._bytes is None or self.feed.codec not in IN_ONE_PIECE:
            return False
        decoder, last = self.feed.decoder(), first + len(places) - 1
        if lead < first and decode_piece(decoder, self._bytes.piece(lead, first - lead)) is None:
            return False
        for index in range(first, last, _TOGETHER):
            count = min(_TOGETHER, last - index)
            decoded = decode_piece(decoder, self._bytes.piece(index, count))
            at, until = places[index - first], places[index - first + count]
            together = gathered.put_together([decoded or ()], count, until - at)
            if together is None:
                return False
            self._place(together, into, at)
            yield min(until, into.shape[1])
        return True

    def _note(self, first: int, decoded: Sequence[Sequence[AudioFrame]], places: Sequence[int]) -> None:
        """What packets from `first` on lack of their spans on the layout's timeline is lost."""
        for number, frames in enumerate(decoded):
            there = sum(round(frame.samples * self.info.rate / frame.sample_rate) for frame in frames)
            missing = places[number + 1] - places[number] - there
            # The very first packet of many codecs is only what the second one is laid over.
            if first + number and missing > (self.info.rate * _MISSED_SECONDS if there else 0):
                self._lose(places[number] + there, places[number + 1])

    def _lose(self, begin: int, end: int) -> None:
        skipped = self.layout.skipped
        self._lost.add(max(0, begin - skipped), min(self.info.frames, end - skipped))

    def _place_all(self, frames: Sequence[AudioFrame], into: NDArray[np.float32], at: int) -> None:
        for frame in frames:
            at = self._place(frame, into, at)

    def _place(self, frame: AudioFrame, into: NDArray[np.float32], at: int) -> int:
        """Write a frame's sound at `at`, whatever of it lies inside; the place after it."""
        planes = self._planes(frame)
        length = len(planes[0])
        begin, end = max(at, 0), min(at + length, into.shape[1])
        if end > begin:
            for channel, plane in enumerate(planes):
                into[channel, begin:end] = plane[begin - at : end - at]
        return at + length

    def _planes(self, frame: AudioFrame) -> list[NDArray[np.float32]]:
        """A frame's sound, channel by channel, in the recording's shape."""
        same = frame.layout.nb_channels == self.info.channels and frame.sample_rate == self.info.rate
        if same and frame.format.name == "fltp":
            # Nearly every lossy decoder gives this; to_ndarray would copy it twice.
            return [np.frombuffer(memoryview(plane), np.float32, frame.samples) for plane in frame.planes]
        raw = samples.as_float(frame.to_ndarray())
        sound = raw.T if frame.format.is_planar else raw.reshape(-1, frame.layout.nb_channels)
        sound = samples.fit_channels(sound, self.info.channels)
        if frame.sample_rate != self.info.rate:
            sound = _stretched(sound, round(len(sound) * self.info.rate / frame.sample_rate))
        return list(sound.T)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _lead_in(feed: PacketFeed, layout: PacketLayout) -> int:
    """How many packets before the wanted one a new decoder has to see."""
    if feed.codec.startswith("pcm_"):
        return 0
    kind = feed.coding.extradata[:1]
    # A packet of twice as many frames holds SBR, which its kind need not tell.
    if feed.codec == "aac" and kind and kind[0] >> 3 == _AAC_LC and layout.starts[1] == _AAC_LC_FRAMES:
        return _LEAD_IN_AAC_LC
    return _LEAD_IN.get(feed.codec, _LEAD_IN_USUAL)


def _stretched(sound: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """A few frames of a stream that changed its rate midway, at the recording's rate."""
    places = np.linspace(0, len(sound) - 1, count)
    columns = [np.interp(places, np.arange(len(sound)), sound[:, c]) for c in range(sound.shape[1])]
    return np.stack(columns, axis=1).astype(np.float32)

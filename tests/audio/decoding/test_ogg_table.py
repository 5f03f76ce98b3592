"""The pages of an Ogg tell what a walk through its packets tells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from av.audio.frame import AudioFrame
from typing_extensions import override

from audio_desk.audio.decoding import packet_layout, packet_source
from audio_desk.audio.decoding.ogg_run import OggRun
from audio_desk.audio.decoding.packet_bytes import packet_bytes
from audio_desk.audio.decoding.packet_feed import PacketFeed
from audio_desk.audio.decoding.packet_layout import PacketLayout
from audio_desk.audio.decoding.packet_pages import read_frames
from audio_desk.audio.decoding.packet_source import PacketSource
from audio_desk.audio.heed import heedless
from audio_desk.audio.source import open_source
from tests.audio.making import encode, melody, patched, write

_SECONDS = 20.0


@pytest.fixture(scope="module", params=["vorbis", "opus", "speech"])
def ogg(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ogg")
    if request.param == "vorbis":
        clicks = melody(_SECONDS)
        clicks[::7001] = 0.9  # they need short blocks
        return write(folder / "x.ogg", clicks, format="OGG")
    options = {"application": "voip", "b": "16k"} if request.param == "speech" else {}
    return encode(folder / "x.opus", melody(_SECONDS, 48_000), "ogg", "libopus", 48_000, options=options)


def _opened(path: Path) -> PacketSource:
    source = open_source(path)
    assert isinstance(source, PacketSource)
    return source


def _is_read_by_pages(path: Path) -> bool:
    feed = PacketFeed(path, None, "ogg")
    try:
        return read_frames(feed, heedless) is not None
    finally:
        feed.close()


def _same_as_a_walk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _opened(path) as source:
        layout, info = source.layout, source.info
        sound = source.read(0, info.frames)
    monkeypatch.setattr(packet_layout, "read_frames", lambda _feed, _heed: None)
    with _opened(path) as source:
        assert (source.info, source.layout.skipped) == (info, layout.skipped)
        np.testing.assert_array_equal(source.layout.starts, layout.starts)
        np.testing.assert_array_equal(source.read(0, info.frames), sound)


def test_pages_tell_what_a_walk_tells(ogg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _is_read_by_pages(ogg)
    _same_as_a_walk(ogg, monkeypatch)


def test_one_run_sounds_as_packet_by_packet(ogg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packet_source, "_CHUNK_SAMPLES", 2**17)
    begun: list[int] = []

    class Noted(OggRun):
        def __init__(self, feed: PacketFeed, layout: PacketLayout, begin: int) -> None:
            super().__init__(feed, layout, begin)
            begun.append(begin)

    monkeypatch.setattr(packet_source, "OggRun", Noted)
    with _opened(ogg) as source:
        frames = source.info.frames
        one_pass = source.read(0, frames)
        second_half = source.read(frames // 2, frames)
    # One for each pass, behind its first chunk.
    assert len(begun) == (2 if source.info.codec == "Vorbis" else 0)
    monkeypatch.setattr(packet_source, "_RUNS_TRIED", 0)
    with _opened(ogg) as source:
        np.testing.assert_array_equal(source.read(0, frames), one_pass)
    np.testing.assert_array_equal(one_pass[frames // 2 :], second_half)


def test_a_run_that_breaks_off_is_made_up_for_by_packets(ogg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _opened(ogg) as source:
        sound = source.read(0, source.info.frames)

    class Broken(OggRun):
        @override
        def _pulled(self) -> AudioFrame:
            if getattr(self, "_before", 0) > 5 * 44_100:
                raise LookupError
            return super()._pulled()

    monkeypatch.setattr(packet_source, "OggRun", Broken)
    with _opened(ogg) as source:
        np.testing.assert_array_equal(source.read(0, source.info.frames), sound)
        assert source.lost == ()


def test_packets_cut_out_of_pages_are_those_of_a_walk(ogg: Path) -> None:
    feed = PacketFeed(ogg, None, "ogg")
    assert read_frames(feed, heedless) is not None
    found = packet_bytes(feed)
    assert found is not None
    walked = [bytes(packet) for packet in feed.take(0, len(feed.stamps))]
    # The last one's end is not known by the beginning of a next one.
    assert [bytes(packet) for packet in found.packets(0, len(walked)) or ()] == walked[:-1]
    assert found.packets(len(walked) - 1, 1) is None
    found.close()
    feed.close()


def test_one_wrong_bit_makes_it_a_walk(ogg: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = ogg.read_bytes()
    at = data.index(b"OggS", len(data) // 2) + 400
    path = tmp_path / "damaged.ogg"
    path.write_bytes(patched(data, (at, bytes([data[at] ^ 1]))))
    assert not _is_read_by_pages(path)
    _same_as_a_walk(path, monkeypatch)


def test_a_missing_page_makes_it_a_walk(ogg: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = ogg.read_bytes()
    begin = data.index(b"OggS", len(data) // 2)
    path = tmp_path / "short.ogg"
    path.write_bytes(data[:begin] + data[data.index(b"OggS", begin + 4) :])
    assert not _is_read_by_pages(path)
    _same_as_a_walk(path, monkeypatch)

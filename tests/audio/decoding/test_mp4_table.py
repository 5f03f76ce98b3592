"""An MP4's own table tells what a walk through it tells, and packets read by it sound the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audio_desk.audio.decoding import packet_source
from audio_desk.audio.decoding.mp4_table import read_places
from audio_desk.audio.decoding.packet_bytes import packet_bytes, read_stamps
from audio_desk.audio.decoding.packet_feed import PacketFeed
from audio_desk.audio.source import open_source
from tests.audio.making import RATE, encode, melody

_KINDS = {
    "aac": ("mp4", "aac", False),
    "alac": ("mp4", "alac", False),
    "film": ("mp4", "aac", True),
    "quicktime": ("mov", "aac", False),
}


@pytest.fixture(scope="module", params=_KINDS)
def mp4(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    container, codec, video = _KINDS[request.param]
    folder = tmp_path_factory.mktemp("mp4")
    return encode(folder / request.param, melody(20.0), container, codec, video=video)


@pytest.fixture
def feed(mp4: Path) -> Iterator[PacketFeed]:
    opened = PacketFeed(mp4, None, "mp4")
    yield opened
    opened.close()


def test_the_table_tells_what_a_walk_tells(mp4: Path, feed: PacketFeed) -> None:
    walked = [(packet.pos, packet.size, packet.pts) for packet in feed.scan()]
    places = read_places(mp4, feed.stream.id)
    assert places is not None
    assert list(zip(places.offsets.tolist(), places.sizes.tolist(), strict=True)) == [w[:2] for w in walked]
    assert read_stamps(feed)
    assert feed.stamps.tolist() == [stamp for _, _, stamp in walked]


def test_packets_in_one_piece_sound_as_one_by_one(mp4: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_source(mp4) as source:
        quick = source.read(0, source.info.frames)
    monkeypatch.setattr(packet_source, "packet_bytes", lambda _feed: None)
    with open_source(mp4) as source:
        np.testing.assert_array_equal(source.read(0, source.info.frames), quick)


def test_only_aac_is_read_in_pieces(feed: PacketFeed) -> None:
    assert packet_bytes(feed) is None
    assert read_stamps(feed)
    found = packet_bytes(feed)
    assert (found is not None) == (feed.codec == "aac")
    if found is not None:
        found.close()


def test_a_table_that_leads_out_of_the_file_is_not_believed(mp4: Path, tmp_path: Path) -> None:
    opened = PacketFeed(mp4, None, "mp4")
    track = opened.stream.id
    opened.close()
    data = bytearray(mp4.read_bytes())
    at = data.find(b"stco")
    while at >= 0:
        data[at + 12 : at + 16] = (len(data) * 2).to_bytes(4, "big")
        at = data.find(b"stco", at + 4)
    path = tmp_path / "out.mp4"
    path.write_bytes(data)
    assert read_places(path, track) is None


def test_damage_in_a_piece_costs_only_itself(tmp_path: Path) -> None:
    path = encode(tmp_path / "x.m4a", melody(20.0), "mp4", "aac")
    opened = PacketFeed(path, None, "mp4")
    places = read_places(path, opened.stream.id)
    opened.close()
    assert places is not None
    with open_source(path) as source:
        before = source.read(0, source.info.frames)
    data = bytearray(path.read_bytes())
    at, size = int(places.offsets[500]), int(places.sizes[500])
    data[at : at + size] = b"\xff" * size
    path.write_bytes(data)
    with open_source(path) as source:
        after = source.read(0, source.info.frames)
    assert len(after) == len(before)
    np.testing.assert_array_equal(after[: 10 * RATE], before[: 10 * RATE])
    # AAC's noise is drawn from a generator: behind damage it is another, until the next stretch begins.
    np.testing.assert_allclose(after[13 * RATE :], before[13 * RATE :], atol=0.05)

"""Lost stretches, places of a kind, and files stitched together from pieces."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from audio_desk.audio.decoding.lost_stretches import LostStretches
from audio_desk.audio.decoding.stitched_view import StitchedView
from audio_desk.audio.quality.places import Places, nearby_joined
from audio_desk.region import Region


def test_stretches_that_touch_are_one_in_whichever_order_they_are_met() -> None:
    lost = LostStretches()
    for start, end in ((50, 60), (10, 20), (20, 25), (5, 12), (50, 60), (70, 70)):
        lost.add(start, end)
    assert lost.all() == (Region(5, 25), Region(50, 60))
    lost.add(0, 100)
    assert lost.all() == (Region(0, 100),)


def test_stretches_are_those_of_a_plain_mask() -> None:
    chance = np.random.default_rng(3)
    mask, lost = np.zeros(1000, bool), LostStretches()
    for start in chance.integers(0, 950, 60).tolist():
        end = start + int(chance.integers(1, 30))
        mask[start:end] = True
        lost.add(start, end)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8))).reshape(-1, 2)
    assert lost.all() == tuple(Region(a, b) for a, b in edges.tolist())


def test_places_less_than_a_second_apart_are_one() -> None:
    assert nearby_joined([Region(300, 310), Region(0, 10), Region(109, 120)], 100) == (
        Region(0, 120),
        Region(300, 310),
    )


def test_frames_told_block_by_block_are_the_same_places() -> None:
    frames = np.array([5, 50, 60, 400, 410, 1000])
    together, apart = Places(100), Places(100)
    together.add(frames)
    for block in np.split(frames, [1, 3, 4]):
        apart.add(block)
    assert together.found() == apart.found() == (Region(5, 61), Region(400, 411), Region(1000, 1001))


def test_a_stitched_file_reads_as_its_pieces_do(tmp_path: Path) -> None:
    data = bytes(range(256)) * 4
    path = tmp_path / "x"
    path.write_bytes(data)
    pieces = [(10, 300), (400, 401), (500, 1024)]
    expected = b"".join(data[start:end] for start, end in pieces)
    with StitchedView(path, pieces) as view:
        assert view.read() == expected
        view.seek(285)
        assert view.read(10) == expected[285:295]
        assert view.seek(0, 2) == len(expected)
        assert view.read(5) == b""

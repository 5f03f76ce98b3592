"""ELAN's rules that no reader checks: in a tier nothing overlaps, and the time slots are in order."""

from __future__ import annotations

import itertools
from pathlib import Path
from xml.etree import ElementTree

import pympi

from audio_desk.transcripts.formats.document import Layout, Line, showing
from audio_desk.transcripts.formats.writing import Format, written
from tests.transcripts.formats.documents import document, said

LINES = (
    said("long", 0.5, 5.0, "Ann"),
    said("answer", 1.0, 2.0, "Ben"),
    said("none", 6.0, 6.0),
    said("at once", 6.0, 7.0),
    said("tiny", 7.0001, 7.0003),
    said("after it", 7.0003, 8.0),
    said("overlaps", 7.5, 9.0),
)


def saved(tmp_path: Path, *lines: Line) -> Path:
    path = tmp_path / "file.eaf"
    path.write_bytes(written(showing(document(*lines), "all"), Format.EAF, Layout()))
    return path


def test_in_a_tier_nothing_overlaps_however_short_it_is(tmp_path: Path) -> None:
    eaf = pympi.Eaf(str(saved(tmp_path, *LINES)))
    tiers = [sorted(eaf.get_annotation_data_for_tier(name)) for name in eaf.get_tier_names()]
    for rows in tiers:
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(rows))
        assert all(row[0] < row[1] for row in rows)
    assert {line.text for line in LINES} <= {row[2] for rows in tiers for row in rows}


def test_time_slots_are_in_order(tmp_path: Path) -> None:
    slots = ElementTree.parse(saved(tmp_path, *LINES)).iter("TIME_SLOT")
    times = [int(slot.get("TIME_VALUE", "-1")) for slot in slots]
    assert times == sorted(times)

"""Regions and markers come back as they were, and older libraries get room for them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audio_desk.errors import StoreUnavailable
from audio_desk.library.records import RecordingRecord, RegionRecord
from audio_desk.library.schema import MIGRATIONS, VERSION, version_of
from audio_desk.library.store import Store
from audio_desk.region import Region
from tests.library.conftest import info


def region(recording: RecordingRecord, key: str, start: int, end: int, name: str = "") -> RegionRecord:
    return RegionRecord(key, recording.id, Region(start, end), name, 2, "why 😀", datetime.now(UTC))


def test_regions_come_by_their_place_and_as_they_were(store: Store, recording: RecordingRecord) -> None:
    late, early = region(recording, "b", 500, 900, "The bell"), region(recording, "a", 100, 100)
    store.save_regions((late, early))
    assert store.regions(recording.id) == (early, late)
    assert early.is_marker
    assert not late.is_marker


def test_a_region_saved_again_is_changed(store: Store, recording: RecordingRecord) -> None:
    first = region(recording, "a", 100, 200, "one")
    store.save_regions((first,))
    changed = replace(first, span=Region(150, 10**12), name="two", colour=5, comment="")
    store.save_regions((changed,))
    assert store.regions(recording.id) == (changed,)


def test_removed_regions_are_gone_and_may_come_back(store: Store, recording: RecordingRecord) -> None:
    kept, gone = region(recording, "a", 1, 2), region(recording, "b", 3, 4)
    store.save_regions((kept, gone))
    store.save_regions((), ("b", "never there"))
    assert store.regions(recording.id) == (kept,)
    store.save_regions((gone,))
    assert store.regions(recording.id) == (kept, gone)


def test_each_recording_has_its_own(store: Store, recording: RecordingRecord, tmp_path: Path) -> None:
    other = store.touch_recording(info(tmp_path / "b.ogg"), "bb" * 32)
    store.save_regions((region(recording, "a", 1, 2), region(other, "b", 3, 4)))
    assert [found.id for found in store.regions(other.id)] == ["b"]


def test_a_region_of_a_recording_that_is_gone_is_left_out(store: Store, recording: RecordingRecord) -> None:
    lost = replace(region(recording, "a", 1, 2), recording_id=recording.id + 7)
    kept = region(recording, "b", 3, 4)
    store.save_regions((lost, kept))
    assert store.regions(recording.id) == (kept,)
    assert store.regions(recording.id + 7) == ()


def test_half_a_character_in_a_name_is_no_reason_to_lose_it(store: Store, recording: RecordingRecord) -> None:
    store.save_regions((region(recording, "a", 1, 2, "torn \ud83d emoji"),))
    assert store.regions(recording.id)[0].name == "torn ? emoji"


def test_what_cannot_be_written_whole_is_not_written_at_all(store: Store, recording: RecordingRecord) -> None:
    store._connection.rows("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        store.save_regions((region(recording, "a", 1, 2),))
    store._connection.rows("PRAGMA query_only = OFF")
    assert store.regions(recording.id) == ()


def test_a_library_from_before_regions_gets_room_for_them_and_keeps_all_else(database: Path) -> None:
    database.parent.mkdir()
    older = sqlite3.connect(database, isolation_level=None)
    for statement in MIGRATIONS[0]:
        older.execute(statement)
    older.execute(
        "INSERT INTO recordings VALUES (7, 'aa', x'2f612e6f6767', 'a.ogg', 8000, 1, 99, 5, 'audio/ogg', 0, 1)"
    )
    older.execute("PRAGMA user_version = 1")
    older.close()
    newer = Store.open(database)
    try:
        (recording,) = newer.recordings()
        assert (recording.id, recording.path, recording.regions_only) == (7, Path("/a.ogg"), True)
        made = region(recording, "a", 1, 2)
        newer.save_regions((made,))
        assert newer.regions(recording.id) == (made,)
    finally:
        newer.close()


def test_every_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    for version in range(VERSION):
        path = tmp_path / f"{version}.sqlite3"
        old = sqlite3.connect(path, isolation_level=None)
        for statement in (statement for step in MIGRATIONS[:version] for statement in step):
            old.execute(statement)
        old.execute(f"PRAGMA user_version = {version}")
        old.close()
        Store.open(path).close()
        now = sqlite3.connect(path)
        assert version_of(now) == VERSION
        assert now.execute("SELECT count(*) FROM regions").fetchone() == (0,)
        now.close()

"""A database that cannot be used is an error of ours, and what was in it is untouched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from audio_desk.errors import StoreTooNew, StoreUnavailable
from audio_desk.library.records import AnswerStatus, RecordingRecord
from audio_desk.library.schema import MIGRATIONS, VERSION, migrate, version_of
from audio_desk.library.store import Store
from tests.library.conftest import begin


def test_a_file_that_is_no_database_is_left_as_it_is(database: Path) -> None:
    database.parent.mkdir()
    database.write_bytes(b"my diary, which has nothing to do with this\n" * 100)
    before = database.read_bytes()
    with pytest.raises(StoreUnavailable) as caught:
        Store.open(database)
    assert caught.value.path == database
    assert database.read_bytes() == before


def test_a_folder_in_place_of_the_database_is_refused(database: Path) -> None:
    database.mkdir(parents=True)
    with pytest.raises(StoreUnavailable):
        Store.open(database)


def test_a_place_where_no_folder_can_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable):
        Store.open(tmp_path / "file" / "library.sqlite3")


def test_a_database_of_a_newer_program_is_refused_and_left_as_it_is(store: Store, database: Path) -> None:
    store.close()
    with sqlite3.connect(database) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    before = database.read_bytes()
    with pytest.raises(StoreTooNew):
        Store.open(database)
    assert database.read_bytes() == before


def test_a_full_disk_is_an_error_of_ours_and_loses_nothing_written_before(
    store: Store, recording: RecordingRecord
) -> None:
    answer = begin(store, recording)
    store.append_answer(answer.id, "before")
    # SQLite answers this limit exactly as it answers a full disk.
    (pages,) = store._connection.rows("PRAGMA page_count")[0]
    store._connection.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailable, match="full"):
        store.append_answer(answer.id, "x" * 1_000_000)
    assert store.answer(answer.id).text == "before"
    store._connection.rows("PRAGMA max_page_count = 1000000")
    assert store.finish_answer(answer.id, status=AnswerStatus.COMPLETE).text == "before"


def test_a_read_only_database_is_an_error_of_ours(store: Store, recording: RecordingRecord) -> None:
    store._connection.rows("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        begin(store, recording)


def test_a_migration_that_fails_leaves_the_version_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = (*MIGRATIONS, ("CREATE TABLE half (x INTEGER) STRICT", "CREATE TABLE half (x INTEGER) STRICT"))
    monkeypatch.setattr("audio_desk.library.schema.MIGRATIONS", bad)
    monkeypatch.setattr("audio_desk.library.schema.VERSION", len(bad))
    connection = sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection)
    assert version_of(connection) == len(MIGRATIONS)
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)
    connection.close()


def test_every_table_is_strict(store: Store) -> None:
    tables = store._connection.rows("PRAGMA table_list")
    # FTS5 makes its own beneath a virtual one.
    ours = [row for row in tables if row["type"] == "table" and not row["name"].startswith("sqlite_")]
    assert len(ours) >= 7
    assert all(row["strict"] for row in ours)
    assert store._connection.rows("PRAGMA journal_mode")[0][0] == "wal"
    assert store._connection.rows("PRAGMA foreign_keys")[0][0] == 1

"""Uploads on their way are kept with what they began with, one for each account and bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from audio_desk.library.records import RecordingRecord, SessionRecord
from audio_desk.library.store import Store


def session(recording: RecordingRecord) -> SessionRecord:
    return SessionRecord(
        account="gemini",
        sha256=recording.fingerprint,
        url="https://upload.example/x?upload_id=1",
        name="files/abc123def456",
        granularity=8 * 2**20,
        path=recording.path,
        size_bytes=2**31,
        modified_ns=1_700_000_000_123_456_789,
        recording_id=recording.id,
        recording_sha256=recording.fingerprint,
        begun=datetime.now(UTC),
    )


def test_a_session_is_found_again_by_account_and_bytes(
    store: Store, recording: RecordingRecord, database: Path
) -> None:
    kept = session(recording)
    store.keep_session(kept)
    store.close()
    again = Store.open(database)
    try:
        assert again.session_of("gemini", kept.sha256) == kept
        assert again.session_of("on-device", kept.sha256) is None
        assert again.session_of("gemini", "bb" * 32) is None
    finally:
        again.close()


def test_a_session_begun_afresh_takes_the_place_of_the_first(
    store: Store, recording: RecordingRecord
) -> None:
    first = session(recording)
    store.keep_session(first)
    second = replace(first, url="https://upload.example/x?upload_id=2", name="files/other")
    store.keep_session(second)
    assert store.sessions("gemini") == (second,)
    store.end_session("gemini", first.sha256)
    store.end_session("gemini", first.sha256)
    assert store.sessions("gemini") == ()


def test_a_session_of_a_recording_that_is_not_kept_stands_alone(
    store: Store, recording: RecordingRecord
) -> None:
    store.keep_session(replace(session(recording), recording_id=9999))
    (kept,) = store.sessions("gemini")
    assert kept.recording_id is None

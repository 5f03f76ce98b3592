"""The migration that lets an answer be about several recordings, and a receipt list several sounds."""

from __future__ import annotations

from typing import Final

# An answer's own `recording_id` is that of the first; only questions about several have rows here. What is
# needed to read its times stays when a recording is forgotten.
SEVERAL: Final = (
    """
    CREATE TABLE answer_recordings (
        answer_id INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        recording_id INTEGER REFERENCES recordings (id) ON DELETE SET NULL,
        letter TEXT NOT NULL,
        name TEXT NOT NULL,
        rate INTEGER NOT NULL CHECK (rate > 0),
        frames INTEGER NOT NULL,
        region_start INTEGER,
        region_end INTEGER,
        mode TEXT NOT NULL,
        PRIMARY KEY (answer_id, position),
        CHECK ((region_start IS NULL) = (region_end IS NULL))
    ) STRICT
    """,
    "CREATE INDEX answer_recordings_by_recording ON answer_recordings (recording_id)",
    """
    CREATE TABLE receipt_parts (
        receipt_id INTEGER NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        label TEXT NOT NULL,
        mime_type TEXT NOT NULL,
        sound_bytes INTEGER,
        sha256 TEXT NOT NULL,
        upload_name TEXT NOT NULL,
        upload_expires INTEGER,
        PRIMARY KEY (receipt_id, position)
    ) STRICT
    """,
)

"""The tables of queues: what was asked about a recording's regions one after another, and how far that is."""

from __future__ import annotations

from typing import Final

# A region that is deleted or moved meanwhile is asked about as it was when the queue was made.
QUEUES: Final = (
    """
    CREATE TABLE queues (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
        task TEXT NOT NULL,
        question TEXT NOT NULL,
        mode TEXT NOT NULL,
        account TEXT NOT NULL,
        model TEXT NOT NULL,
        created INTEGER NOT NULL,
        ended INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX queues_by_recording ON queues (recording_id)",
    """
    CREATE TABLE queue_items (
        queue_id INTEGER NOT NULL REFERENCES queues (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        region_id TEXT NOT NULL,
        start_frame INTEGER NOT NULL,
        end_frame INTEGER NOT NULL,
        name TEXT NOT NULL,
        state TEXT NOT NULL,
        problem TEXT NOT NULL,
        answer_id INTEGER REFERENCES answers (id) ON DELETE SET NULL,
        PRIMARY KEY (queue_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX queue_items_by_answer ON queue_items (answer_id)",
)

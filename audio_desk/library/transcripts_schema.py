"""The shape of transcripts as documents, as a migration: lines, speakers, answers considered, kept states.

Lines outlive the answers that they came from; a line's id is made with the line.
"""

from __future__ import annotations

from typing import Final

TRANSCRIPTS: Final = (
    """
    CREATE TABLE transcript_segments (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
        start_frame INTEGER NOT NULL,
        end_frame INTEGER NOT NULL,
        text TEXT NOT NULL,
        speaker TEXT,
        flags TEXT NOT NULL,
        answer_id INTEGER,
        corrected INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX transcript_segments_by_recording ON transcript_segments (recording_id)",
    """
    CREATE TABLE speakers (
        recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        colour INTEGER NOT NULL CHECK (colour >= 0),
        position INTEGER NOT NULL,
        PRIMARY KEY (recording_id, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE taken_answers (
        answer_id INTEGER PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE transcript_versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
        created INTEGER NOT NULL,
        reason TEXT NOT NULL,
        segments INTEGER NOT NULL,
        content BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX transcript_versions_by_recording ON transcript_versions (recording_id)",
    """
    CREATE VIRTUAL TABLE transcript_words USING fts5 (
        text, content = 'transcript_segments', content_rowid = 'row',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER transcript_words_added AFTER INSERT ON transcript_segments BEGIN
        INSERT INTO transcript_words (rowid, text) VALUES (new.row, new.text);
    END
    """,
    """
    CREATE TRIGGER transcript_words_removed AFTER DELETE ON transcript_segments BEGIN
        INSERT INTO transcript_words (transcript_words, rowid, text) VALUES ('delete', old.row, old.text);
    END
    """,
    """
    CREATE TRIGGER transcript_words_changed AFTER UPDATE OF text ON transcript_segments
    WHEN old.text IS NOT new.text BEGIN
        INSERT INTO transcript_words (transcript_words, rowid, text) VALUES ('delete', old.row, old.text);
        INSERT INTO transcript_words (rowid, text) VALUES (new.row, new.text);
    END
    """,
)

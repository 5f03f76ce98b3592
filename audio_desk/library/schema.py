"""The shape of the database: numbered migrations, each one transaction, importing nothing of the program."""

from __future__ import annotations

import sqlite3
from typing import Final

from audio_desk.library.queues_schema import QUEUES
from audio_desk.library.several_schema import SEVERAL
from audio_desk.library.transcripts_schema import TRANSCRIPTS

# A migration is never changed once released: a new one is added. Times of the day are microseconds since 1970
# in UTC; places in a recording are whole frames. `path` is bytes, because a file name need not be text.
_FIRST: Final = (
    """
    CREATE TABLE recordings (
        id INTEGER PRIMARY KEY,
        fingerprint TEXT NOT NULL UNIQUE,
        path BLOB NOT NULL,
        name TEXT NOT NULL,
        rate INTEGER NOT NULL CHECK (rate > 0),
        channels INTEGER NOT NULL CHECK (channels > 0),
        frames INTEGER NOT NULL CHECK (frames >= 0),
        size_bytes INTEGER NOT NULL,
        mime_type TEXT NOT NULL,
        opened INTEGER NOT NULL,
        regions_only INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX recordings_by_opened ON recordings (opened)",
    """
    CREATE TABLE answers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
        task TEXT NOT NULL,
        question TEXT NOT NULL,
        prompt TEXT NOT NULL,
        mode TEXT NOT NULL,
        region_start INTEGER,
        region_end INTEGER,
        account TEXT NOT NULL,
        model TEXT NOT NULL,
        model_version TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL,
        finish TEXT NOT NULL DEFAULT '',
        problem TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        created INTEGER NOT NULL,
        finished INTEGER,
        prompt_tokens INTEGER,
        answer_tokens INTEGER,
        total_tokens INTEGER,
        owner TEXT NOT NULL,
        CHECK ((region_start IS NULL) = (region_end IS NULL))
    ) STRICT
    """,
    "CREATE INDEX answers_by_recording ON answers (recording_id)",
    "CREATE INDEX answers_streaming ON answers (owner) WHERE status = 'streaming'",
    """
    CREATE TABLE segments (
        answer_id INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        start_frame INTEGER NOT NULL,
        end_frame INTEGER NOT NULL,
        text TEXT NOT NULL,
        speaker TEXT,
        flags TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (answer_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE uploads (
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        uri TEXT NOT NULL,
        mime_type TEXT NOT NULL,
        recording_id INTEGER REFERENCES recordings (id) ON DELETE SET NULL,
        expires INTEGER NOT NULL,
        recording_sha256 TEXT NOT NULL,
        PRIMARY KEY (account, name)
    ) STRICT
    """,
    "CREATE INDEX uploads_by_recording ON uploads (account, recording_sha256)",
)

# Named stretches and markers; a marker ends where it starts. The id is made by whoever adds the region: so
# undoing a deletion brings the same region back.
_REGIONS: Final = (
    """
    CREATE TABLE regions (
        id TEXT PRIMARY KEY,
        recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
        start_frame INTEGER NOT NULL CHECK (start_frame >= 0),
        end_frame INTEGER NOT NULL CHECK (end_frame >= start_frame),
        name TEXT NOT NULL,
        colour INTEGER NOT NULL CHECK (colour >= 0),
        comment TEXT NOT NULL,
        created INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX regions_by_recording ON regions (recording_id, start_frame)",
)

# Uploads on their way: where the server takes the rest of the bytes, for after a crash or a restart.
_SESSIONS: Final = (
    """
    CREATE TABLE upload_sessions (
        account TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        url TEXT NOT NULL,
        name TEXT NOT NULL,
        granularity INTEGER NOT NULL CHECK (granularity > 0),
        path BLOB NOT NULL,
        size_bytes INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        recording_id INTEGER REFERENCES recordings (id) ON DELETE CASCADE,
        recording_sha256 TEXT NOT NULL,
        begun INTEGER NOT NULL,
        PRIMARY KEY (account, sha256)
    ) STRICT
    """,
)

# When the user last chose an answer over newer ones; how far its times were moved after it came.
_CHOICES: Final = (
    "ALTER TABLE answers ADD COLUMN used INTEGER",
    "ALTER TABLE answers ADD COLUMN shifted_frames INTEGER NOT NULL DEFAULT 0",
)

# How a recording is to be asked about, as JSON, and what left with each request. A receipt stays when its
# answer is deleted: what left has left.
_RECEIPTS: Final = (
    "ALTER TABLE recordings ADD COLUMN request_settings TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE receipts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        answer_id INTEGER REFERENCES answers (id) ON DELETE SET NULL,
        recording_id INTEGER REFERENCES recordings (id) ON DELETE SET NULL,
        account TEXT NOT NULL,
        model TEXT NOT NULL,
        address TEXT NOT NULL,
        sent INTEGER NOT NULL,
        body TEXT NOT NULL,
        body_bytes INTEGER NOT NULL,
        body_sha256 TEXT NOT NULL,
        sound_mime_type TEXT NOT NULL,
        sound_bytes INTEGER,
        sound_sha256 TEXT NOT NULL,
        sound_seconds REAL NOT NULL,
        upload_name TEXT NOT NULL,
        upload_expires INTEGER,
        prompt_tokens INTEGER,
        cached_tokens INTEGER,
        sound_tokens INTEGER,
        answer_tokens INTEGER,
        thought_tokens INTEGER
    ) STRICT
    """,
    "CREATE INDEX receipts_by_answer ON receipts (answer_id)",
    "CREATE INDEX receipts_by_recording ON receipts (recording_id)",
    "CREATE INDEX receipts_by_moment ON receipts (sent)",
)

# Long transcriptions: the parts that a recording is asked about in, and which of them are there. A part whose
# answer somebody deletes is asked about again.
_LONG: Final = (
    """
    CREATE TABLE long_jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
        region_start INTEGER,
        region_end INTEGER,
        account TEXT NOT NULL,
        model TEXT NOT NULL,
        settings TEXT NOT NULL,
        answer_id INTEGER REFERENCES answers (id) ON DELETE SET NULL,
        ended INTEGER NOT NULL DEFAULT 0,
        created INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX long_jobs_by_recording ON long_jobs (recording_id)",
    "CREATE INDEX long_jobs_by_answer ON long_jobs (answer_id)",
    """
    CREATE TABLE long_chunks (
        job_id INTEGER NOT NULL REFERENCES long_jobs (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        core_start INTEGER NOT NULL,
        core_end INTEGER NOT NULL,
        sent_start INTEGER NOT NULL,
        sent_end INTEGER NOT NULL,
        state TEXT NOT NULL,
        problem TEXT NOT NULL DEFAULT '',
        answer_id INTEGER REFERENCES answers (id) ON DELETE SET NULL,
        PRIMARY KEY (job_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX long_chunks_by_answer ON long_chunks (answer_id)",
)

# Words of answers and regions, for searching. Answers are looked up in their own table; of regions, which are
# few and have no number of their own, a copy is kept.
_SEARCH: Final = (
    """
    CREATE VIRTUAL TABLE answer_words USING fts5 (
        question, text, content = 'answers', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER answer_words_added AFTER INSERT ON answers BEGIN
        INSERT INTO answer_words (rowid, question, text) VALUES (new.id, new.question, new.text);
    END
    """,
    """
    CREATE TRIGGER answer_words_removed AFTER DELETE ON answers BEGIN
        INSERT INTO answer_words (answer_words, rowid, question, text)
        VALUES ('delete', old.id, old.question, old.text);
    END
    """,
    """
    CREATE TRIGGER answer_words_changed AFTER UPDATE OF question, text ON answers BEGIN
        INSERT INTO answer_words (answer_words, rowid, question, text)
        VALUES ('delete', old.id, old.question, old.text);
        INSERT INTO answer_words (rowid, question, text) VALUES (new.id, new.question, new.text);
    END
    """,
    "INSERT INTO answer_words (answer_words) VALUES ('rebuild')",
    """
    CREATE VIRTUAL TABLE region_words USING fts5 (
        name, comment, region_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER region_words_added AFTER INSERT ON regions BEGIN
        INSERT INTO region_words (name, comment, region_id) VALUES (new.name, new.comment, new.id);
    END
    """,
    """
    CREATE TRIGGER region_words_removed AFTER DELETE ON regions BEGIN
        DELETE FROM region_words WHERE region_id = old.id;
    END
    """,
    """
    CREATE TRIGGER region_words_changed AFTER UPDATE OF name, comment ON regions BEGIN
        UPDATE region_words SET name = new.name, comment = new.comment WHERE region_id = old.id;
    END
    """,
    "INSERT INTO region_words (name, comment, region_id) SELECT name, comment, id FROM regions",
)

# Which channel was sent alone; none: all of them.
_CHANNELS: Final = (
    "ALTER TABLE answers ADD COLUMN channel INTEGER",
    "ALTER TABLE receipts ADD COLUMN channel INTEGER",
)

_QUEUE_CHANNELS: Final = ("ALTER TABLE queues ADD COLUMN channel INTEGER",)

# Which receipts came with a project: what they took was spent by somebody else.
_PASSED_ON: Final = ("ALTER TABLE receipts ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0",)

# Another number after each change of a recording's transcript, by whichever program.
_SCRIPT_REVISIONS: Final = ("ALTER TABLE recordings ADD COLUMN script_revision INTEGER NOT NULL DEFAULT 0",)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    _FIRST,
    _REGIONS,
    _SESSIONS,
    _CHOICES,
    _RECEIPTS,
    _LONG,
    _SEARCH,
    _CHANNELS,
    TRANSCRIPTS,
    SEVERAL,
    QUEUES,
    _QUEUE_CHANNELS,
    _PASSED_ON,
    _SCRIPT_REVISIONS,
)
"""Migration number n (from 1) brings a database from version n - 1 to n."""

VERSION: Final = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    row = connection.execute("PRAGMA user_version").fetchone()
    return int(row[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to VERSION, one transaction a step. The caller has refused newer ones."""
    for number in range(version_of(connection) + 1, VERSION + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in MIGRATIONS[number - 1]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise

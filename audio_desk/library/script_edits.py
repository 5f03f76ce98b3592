"""Saves what was edited in a transcript that another program may have changed since it was read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from audio_desk.library import script_table, versions_table
from audio_desk.library.connection import Connection
from audio_desk.transcripts.script.change import Change, turning
from audio_desk.transcripts.script.meeting import meet
from audio_desk.transcripts.script.script import Script

OTHERS: Final = "others"
"""Why a version was kept: others wrote it, and an edit elsewhere took its place."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript as it was read; `revision` is another one after whatever was written."""

    script: Script
    revision: int


@dataclass(frozen=True, slots=True)
class Saved:
    """`met`: what there is now, when others had written; `keeps_theirs`: theirs is a version only."""

    revision: int
    met: Script | None = None
    keeps_theirs: bool = False


class ScriptEdits:
    """Edits of one transcript by several programs; the store that made it closes the connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def revision(self, recording_id: int) -> int:
        """Another number after each change of the transcript; 0 where nothing is kept."""
        return script_table.revision(self._connection, recording_id) or 0

    def save(
        self,
        recording_id: int,
        change: Change,
        known: Reading,
        answer_ids: Collection[int] = (),
        *,
        chosen: bool = False,
    ) -> Saved | None:
        """Save what was made of a transcript as it was read; see `meet` for what others did meanwhile.

        Answers go along as in `take_answers`; None, and nothing is saved, where that would be False.
        """
        connection = self._connection
        with connection.transaction() as sql:
            if not script_table.consider(sql, answer_ids, again=chosen, chosen=chosen):
                return None
            now = script_table.revision(connection, recording_id)
            if now in (known.revision, None):
                script_table.write(sql, recording_id, change)
                return Saved(self.revision(recording_id))
            theirs = script_table.of_recording(connection, recording_id)
            meeting = meet(known.script, theirs, change)
            if meeting.replaces:
                versions_table.keep_within(connection, sql, recording_id, OTHERS)
            script_table.write(sql, recording_id, turning(theirs, meeting.script, change.kind))
            return Saved(self.revision(recording_id), meeting.script, meeting.replaces)

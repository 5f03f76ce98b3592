"""What only project files need of the library; `Store.projects`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from audio_desk.library import project_rows, receipts_table
from audio_desk.library.connection import Connection
from audio_desk.library.records import ReceiptRecord
from audio_desk.transcripts.script.script import Script


class ProjectStore:
    """Every method may be called from any thread and raises StoreUnavailable."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ids_elsewhere(self, recording_id: int) -> frozenset[str]:
        """Of the regions and the transcripts' lines of all other recordings."""
        return project_rows.ids_elsewhere(self._connection, recording_id)

    def add_version(self, recording_id: int, created: datetime, reason: str, script: Script) -> None:
        """One of another library."""
        project_rows.add_version(self._connection, recording_id, created, reason, script)

    def receipts(self, recording_id: int) -> tuple[ReceiptRecord, ...]:
        """Whole ones, the oldest first."""
        return receipts_table.whole_ones(self._connection, recording_id)

    def add_receipts(self, receipts: Iterable[ReceiptRecord]) -> None:
        """Of another library, with what they took."""
        receipts_table.take_over(self._connection, receipts)
